import { Refusal } from '../errors/refusal';
import { AUTH } from './auth';
import { ELECTIONS } from './elections';
import { FIELDS } from './fields';
import { HASHES } from './hashes';
import { LEASES } from './leases';
import { LOCKS } from './locks';
import { HONEST } from './honest';
import type { Disguise, Mutant } from './mutant';
import { READS } from './reads';
import { TRANSACTIONS } from './transactions';
import { WATCHES } from './watches';
import { WRITES } from './writes';

/** Every mutant, in the order in which `npm run mutants` runs and lists them. */
export const MUTANTS: readonly Mutant[] = [
  ...READS,
  ...FIELDS,
  ...WRITES,
  ...TRANSACTIONS,
  ...WATCHES,
  ...LEASES,
  ...LOCKS,
  ...ELECTIONS,
  ...HASHES,
  ...AUTH,
];

/** @throws Refusal (usage) naming those that exist */
export function mutantNamed(name: string): Mutant {
  const found = MUTANTS.find((mutant) => mutant.name === name);
  if (found === undefined) {
    throw Refusal.usage(`no mutant "${name}"; there are: ${MUTANTS.map((mutant) => mutant.name).join(', ')}`);
  }
  return found;
}

/** A mutant, or the honest proxy. */
export const disguiseNamed = (name: string): Disguise => (name === HONEST.name ? HONEST : mutantNamed(name));
