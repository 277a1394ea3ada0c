import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Benchmark, Conditions } from './benchmark';
import { inSandbox } from './in-sandbox';
import { Started } from './inside/task';
import { pairOf, type Side } from './pair-of';
import { clusterPrograms, VERSION } from './programs';
import { spreadOf } from './spread';

const DEADLINE = 90_000;

/** Three members with all proxies ready, against the same three processes started by a shell script. */
export const clusterStart: Benchmark = {
  name: 'cluster-start',
  rounds: 15,
  measure: async (conditions) => {
    const paths = await clusterPrograms(conditions.artifacts);
    const pairs: Record<Side, Started>[] = [];
    for (let round = 0; round < conditions.rounds; round += 1) {
      conditions.progress(`cluster-start: round ${round + 1} of ${conditions.rounds}`);
      pairs.push(await pairOf(round, (side) => start(side, paths, conditions)));
    }
    return [
      {
        name: 'cluster-start',
        unit: 's',
        against: 'the same three members started bare by a shell script',
        target: { ratio: 1.25, is: 'at most' },
        rounds: pairs.map(({ ours, bare }) => ({
          ours: ours.milliseconds / 1000,
          reference: bare.milliseconds / 1000,
        })),
        notes: [
          "random elections and waits of 0, 1 or 2 s in etcd's own bootstrap dominate",
          `medians of our parts: ${describeParts(pairs.map(({ ours }) => ours.parts))}`,
        ],
      },
    ];
  },
};

function describeParts(starts: readonly Started['parts'][]): string {
  return Object.keys(starts[0] ?? {})
    .map((part) => `${part} ${Math.round(spreadOf(starts.map((parts) => parts[part] ?? 0)).median)} ms`)
    .join(', ');
}

/** A sandbox and a folder for each start: nothing is warm but the programs' files. */
async function start(
  side: Side,
  paths: Awaited<ReturnType<typeof clusterPrograms>>,
  { folder: parent, signal }: Conditions,
): Promise<Started> {
  const folder = await mkdtemp(join(parent, `${side}-`));
  const task = { do: `start-${side}` as const, folder, version: VERSION, paths };
  const started = Started.parse(await inSandbox(task, signal, DEADLINE));
  await rm(folder, { recursive: true });
  return started;
}
