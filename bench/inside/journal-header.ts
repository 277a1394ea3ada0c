import { DEFAULT_TIMERS, JOURNAL_VERSION, type Header } from '../../harness/journal/header';
import { thisMachine } from '../../harness/gate/machine';
import { TOPOLOGY } from '../members-on';
import type { Task } from './task';

/** A true header, so that the journal that is timed is one that can be read. */
export const journalHeader = ({ version }: Task): Header => ({
  type: 'journal',
  version: JOURNAL_VERSION,
  startedAt: new Date().toISOString(),
  seed: 0,
  command: 'npm run bench',
  subject: {
    from: version,
    to: version,
    topology: TOPOLOGY.name,
    members: TOPOLOGY.nodes.length,
    runtime: 'sandbox',
    profile: 'bench',
  },
  machine: thisMachine(),
  timers: DEFAULT_TIMERS,
  programs: [],
  criteria: [],
  thresholds: {},
  notRun: [],
});
