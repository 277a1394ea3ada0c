/** Where a lock keeps what: one span of keys that no other lock's keys fall into. */
export const lockKeys = {
  /** What etcd's own implementations take for the lock's name: they add a slash and the lease. */
  name: (lock: string): string => `lock/${lock}`,
  /** The npm client's lock is one key, whoever holds it. */
  npm: (lock: string): string => `lock/${lock}/npm`,
  /** A contender's ownership key, named after its lease as in etcd's own recipe. */
  ownership: (lock: string, lease: string): string => `lock/${lock}/${BigInt(lease).toString(16)}`,
  /** All ownership keys. */
  queue: (lock: string) => ({ key: `lock/${lock}/`, end: `lock/${lock}0` }),
  /** What the lock is to protect: written only under a guard on the holder's ownership. */
  fenced: (lock: string): string => `lock/${lock}.fenced`,
  /** The same without a guard, as a client writes that trusts its lock alone. */
  unfenced: (lock: string): string => `lock/${lock}.unfenced`,
  /** Everything of the lock. */
  span: (lock: string) => ({ key: `lock/${lock}.`, end: `lock/${lock}0` }),
} as const;

export const isOwnership = (lock: string, key: string): boolean => key.startsWith(`lock/${lock}/`);
