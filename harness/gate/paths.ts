import { join } from 'node:path';

interface Out {
  readonly out: string;
}

/** Where things are in OUT. */
export const journalPath = ({ out }: Out): string => join(out, 'journal.jsonl');
export const resultPath = ({ out }: Out): string => join(out, 'result.json');
/** The plan, with its schedule: what `--schedule` and `shrink` read. */
export const schedulePath = ({ out }: Out): string => join(out, 'schedule.json');
export const nodesFolder = ({ out }: Out): string => join(out, 'nodes');
/** What the inner process itself printed: empty unless the harness failed. */
export const harnessLog = ({ out }: Out): string => join(out, 'harness.log');
