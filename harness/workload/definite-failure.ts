/**
 * Messages with which etcd says that an operation had no effect and will have none. Everything else is
 * unknown, "database space exceeded" too: the quota is checked again after applying, and 31 of 238
 * refused puts were in the store afterwards (3.6.16). Source: etcd's api/v3rpc/rpctypes/error.go.
 */
const WITHOUT_EFFECT = [
  'etcdserver: mvcc: required revision has been compacted',
  'etcdserver: mvcc: required revision is a future revision',
  'etcdserver: duplicate key given in txn request',
  'etcdserver: key not found',
  'etcdserver: requested lease not found',
  'etcdserver: too many requests',
  'etcdserver: request is too large',
  'etcdserver: permission denied',
  'etcdserver: invalid auth token',
  'etcdserver: rpc not supported for learner',
] as const;

/** The server's message where an error is a definite failure; undefined where the outcome is unknown. */
export function definiteFailure(error: Error): string | undefined {
  const message = WITHOUT_EFFECT.find((known) => error.message.includes(known));
  // The npm client replaces one message by its own words; its class is then the only sign.
  return message ?? (error.constructor.name === 'EtcdLeaseInvalidError' ? WITHOUT_EFFECT[4] : undefined);
}
