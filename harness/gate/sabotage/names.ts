/**
 * Ways to break a run on purpose, to see the gate turn red (or, for the third, see etcd heal itself).
 * Stamped on every output; docs/sabotage.md describes each.
 */
export const SABOTAGES = [
  'rollback-one',
  'rollback-majority',
  'rollback-ex-leader',
  'wal-tail',
  'inert-faults',
] as const;
export type SabotageName = (typeof SABOTAGES)[number];
