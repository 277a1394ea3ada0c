import type { Kind } from '../../journal/kind';
import { authChurn } from './auth-churn';
import { contendedCas } from './contended-cas';
import { elections } from './elections';
import { kubernetesLike } from './kubernetes-like';
import { leaseChurn } from './lease-churn';
import { locks } from './locks';
import { ranges } from './ranges';
import { registers } from './registers';
import { stormKeys } from './storm-keys';
import type { Traffic } from './traffic';
import { transactions } from './transactions';

/** What one may ask of clients by name. */
export interface TrafficProfile {
  readonly name: string;
  readonly describe: string;
  /** Kinds of work that its clients do all the time. */
  readonly kinds: readonly Kind[];
  /** Keys that passing watches may watch. */
  readonly spans: readonly { readonly key: string; readonly end?: string }[];
  /** @param ttl of leases, in seconds */
  readonly of: (ttl: number) => Traffic;
}

const under = (name: string) => ({ key: `${name}/`, end: `${name}0` });

/** In the order in which `--help` lists them; those that a gate has by default first. */
export const TRAFFIC: readonly TrafficProfile[] = [
  {
    name: 'registers',
    describe: 'puts, deletes, gets and ranges over a few shared keys',
    kinds: ['put', 'delete', 'get', 'serializable get', 'range'],
    spans: [under('registers')],
    of: () => registers,
  },
  {
    name: 'contended-cas',
    describe: 'compare-and-swap over keys that all clients want',
    kinds: ['compare-and-swap'],
    spans: [{ key: 'contended/0' }],
    of: () => contendedCas,
  },
  {
    name: 'transactions',
    describe: 'pairs of keys that change together',
    kinds: [],
    spans: [under('pairs')],
    of: () => transactions,
  },
  {
    name: 'ranges',
    describe: 'reads with limits, counts, keys alone, and of the past',
    kinds: ['range'],
    spans: [under('ranges')],
    of: () => ranges,
  },
  {
    name: 'lease-churn',
    describe: 'leases that are renewed, revoked, or left to end with their keys',
    kinds: ['lease grant', 'keepalive', 'revoke'],
    spans: [under('leases')],
    of: leaseChurn,
  },
  {
    name: 'auth-churn',
    describe: 'users, roles and permissions that come and go',
    kinds: [],
    spans: [],
    of: () => authChurn,
  },
  {
    name: 'locks',
    describe: 'turns at a lock, and fenced writes under it',
    // Nobody is granted, revoked or swapped anything while a queue stands still.
    kinds: ['put', 'keepalive', 'range'],
    spans: [under('locks'), under('locked')],
    of: locks,
  },
  {
    name: 'elections',
    describe: 'candidates that lead, proclaim and resign',
    kinds: ['put', 'keepalive', 'range'],
    spans: [under('elections')],
    of: elections,
  },
  {
    name: 'watch-storm',
    describe: 'hundreds of watches on one stream, of the past, of now and to come',
    kinds: ['put', 'delete'],
    spans: [under('storm')],
    of: () => stormKeys,
  },
  {
    name: 'kubernetes-like',
    describe: 'lists in pages, guarded changes and leases, as API servers make them',
    kinds: ['get', 'range', 'compare-and-swap', 'lease grant', 'put'],
    spans: [under('/registry/pods'), under('/registry/masterleases')],
    of: kubernetesLike,
  },
];

/** What clients do where nobody says. */
export const DEFAULT_TRAFFIC: readonly string[] = TRAFFIC.slice(0, 6).map(({ name }) => name);

export function trafficNamed(name: string): TrafficProfile {
  const found = TRAFFIC.find((profile) => profile.name === name);
  if (found === undefined) {
    throw new Error(`there is no traffic ${name}`);
  }
  return found;
}

/** Kinds of work that clients of these do all the time. */
export const kindsOfTraffic = (names: readonly string[]): Kind[] => [
  ...new Set(names.flatMap((name) => trafficNamed(name).kinds)),
];
