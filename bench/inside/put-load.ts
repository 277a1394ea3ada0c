/** What both sides put, as the target states it: the same for ours and for the reference. */
export const PUT_LOAD = {
  clients: 100,
  connections: 10,
  keys: 10_000,
  keyBytes: 8,
  valueBytes: 256,
} as const;
