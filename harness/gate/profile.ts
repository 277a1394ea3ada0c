import { Refusal } from '../errors/refusal';

export const PROFILE_NAMES = ['quick', 'standard', 'soak'] as const;

/** How much of everything a run gets. Times in milliseconds. */
export interface Profile {
  readonly name: (typeof PROFILE_NAMES)[number];
  /** `dealt`: each basic fault once in the run, spread over its phases. `every`: each in every phase. */
  readonly faults: 'dealt' | 'every';
  /** The same for all other faults. */
  readonly more: 'none' | 'dealt' | 'every';
  /** Traffic alone, in each phase, before and after the faults. */
  readonly calm: number;
  /** How long a fault is held after it is proven: from, to. */
  readonly hold: readonly [low: number, high: number];
  /** A client's pause between operations, on average. */
  readonly think: number;
  /**
   * Seconds that the traffic's leases last: twice as long as faults usually hold up a leader, proof included. One that slept past the end of a lease
   * may revoke what its successor renewed, a known issue of every release (etcd issue 15247) that a gate stays clear of.
   */
  readonly leaseTtl: number;
}

/** What a fault costs besides its hold as a rule: proof and recovery. */
export const FAULT_OVERHEAD = 4_500;

const PROFILES: readonly Profile[] = [
  {
    name: 'quick',
    faults: 'dealt',
    more: 'none',
    calm: 2_000,
    hold: [2_000, 3_000],
    think: 25,
    leaseTtl: 15,
  },
  {
    name: 'standard',
    faults: 'every',
    more: 'dealt',
    calm: 8_000,
    hold: [3_000, 8_000],
    think: 25,
    leaseTtl: 30,
  },
  {
    name: 'soak',
    faults: 'every',
    more: 'every',
    calm: 8_000,
    hold: [3_000, 8_000],
    think: 25,
    leaseTtl: 30,
  },
];

/** @throws Refusal (usage) naming those that exist */
export function profileNamed(name: string): Profile {
  const found = PROFILES.find((profile) => profile.name === name);
  if (found === undefined) {
    throw Refusal.usage(`no profile "${name}"; there are: ${PROFILE_NAMES.join(', ')}`);
  }
  return found;
}
