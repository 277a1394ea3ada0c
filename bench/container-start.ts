import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { reserveContainers } from '../harness/runtime/docker/reserve-containers';
import type { Benchmark, Conditions } from './benchmark';
import { startBare } from './containers/start-bare';
import { startOurs } from './containers/start-ours';
import { whyNoEngineOrCommand } from './engine-there';
import { TOPOLOGY } from './members-on';
import { pairOf, type Side } from './pair-of';
import { clusterPrograms } from './programs';

const STARTS = { ours: startOurs, bare: startBare };

/** Three members with all proxies ready, on containers, against a script that runs the same containers. */
export const containerStart: Benchmark = {
  name: 'container-start',
  rounds: 7,
  lacking: whyNoEngineOrCommand,
  measure: async (conditions) => {
    const paths = await clusterPrograms(conditions.artifacts);
    // The images are built in these.
    await start('ours', paths, conditions);
    await start('bare', paths, conditions);
    const rounds: { ours: number; reference: number }[] = [];
    for (let round = 0; round < conditions.rounds; round += 1) {
      conditions.progress(`container-start: round ${round + 1} of ${conditions.rounds}`);
      const { ours, bare } = await pairOf(round, (side) => start(side, paths, conditions));
      rounds.push({ ours, reference: bare });
    }
    return [
      {
        name: 'container-start',
        unit: 's',
        against: 'the same containers started by a script of "docker run"',
        target: { ratio: 1.5, is: 'at most' },
        rounds,
        notes: ["random elections and waits of 0, 1 or 2 s in etcd's own bootstrap are in both"],
      },
    ];
  },
};

/** One start from nothing; whatever was made is gone afterwards. @returns seconds */
async function start(
  side: Side,
  paths: Awaited<ReturnType<typeof clusterPrograms>>,
  { folder: parent, signal }: Conditions,
): Promise<number> {
  signal.throwIfAborted();
  const folder = await mkdtemp(join(parent, `${side}-`));
  const { run, release } = reserveContainers(TOPOLOGY);
  try {
    return (await STARTS[side]({ folder, run, paths, signal })) / 1000;
  } finally {
    await release();
    await rm(folder, { recursive: true });
  }
}
