import { FAULTS } from '../faults/catalogue';
import type { Here } from '../faults/fault';
import type { NotRun } from '../journal/header';
import { GATE_SUITES, SUITES, suitesThat } from './suites';

/** Faults that this machine or topology cannot have, listed in every report of a run with faults. */
export const impossibleFaults = (here: Here): NotRun[] =>
  FAULTS.flatMap((fault) => {
    const why = fault.unavailable(here);
    return why === undefined ? [] : [{ id: fault.name, why }];
  });

/** Suites with tests of their own that the gate leaves to the command `suite`. */
export const suitesNotInGate = (): NotRun[] =>
  suitesThat('once', SUITES)
    .filter((name) => !GATE_SUITES.includes(name))
    .map((name) => ({ id: name, why: 'not part of a gate; "etcd-assay suite" runs it' }));
