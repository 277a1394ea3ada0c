import type { Timers } from '../journal/header';

/**
 * Seconds of the shortest lease that etcd grants; it raises smaller ones silently. Source: lease.NewLessor's
 * MinLeaseTTL in etcd's server/etcdserver/server.go.
 */
export function minimumTtl({ heartbeatMs, electionMs }: Timers): number {
  const electionTicks = Math.floor(electionMs / heartbeatMs);
  const ticks = Math.floor((3 * electionTicks) / 2);
  return Math.ceil((ticks * heartbeatMs) / 1000);
}
