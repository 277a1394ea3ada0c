import { FAULTS } from '../faults/catalogue';
import type { NotRun } from '../journal/record';
import { GATE_SUITES, SUITES, suitesThat } from './suites';

/** A loss of power is more than a kill -9: it takes what was not flushed. No fault does that yet. */
const NOT_BUILT: readonly NotRun[] = [{ id: 'power-cut', why: 'no such fault in this version' }];

/** Faults that this topology or this version of ours cannot have, listed in every report of a run with faults. */
export function faultsNotRun(members: number): NotRun[] {
  const faults = FAULTS.map((fault) => ({ id: fault.name, why: fault.unavailable(members) }));
  return [...faults.flatMap(({ id, why }) => (why === undefined ? [] : [{ id, why }])), ...NOT_BUILT];
}

/** Suites with tests of their own that the gate leaves to the command `suite`. */
export const suitesNotInGate = (): NotRun[] =>
  suitesThat('once', SUITES)
    .filter((name) => !GATE_SUITES.includes(name))
    .map((name) => ({ id: name, why: `not part of a gate; "etcd-assay suite ${name}" runs it` }));
