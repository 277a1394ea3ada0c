import { open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Disk } from '../runtime/node';
import { loopDiskObstacle } from '../runtime/sandbox/loop-disk-obstacle';
import { until } from '../time/until';
import type { Fault } from './fault';
import { observe } from './observe';
import { quorumWithout } from './quorum-without';

/** Written and flushed before the cut; written and not flushed. What a real loss of power keeps and takes. */
const FLUSHED = 'flushed-before-the-cut';
const UNFLUSHED = 'unflushed-at-the-cut';

/** A member's machine loses its power: it dies, and all that its disk had not been told to flush is gone. */
export const powerCut: Fault = {
  name: 'power-cut',
  describe: "a member's machine loses its power, and with it all that was not flushed",
  disturbs: 'member',
  aims: ['leader', 'follower'],
  needs: { disk: 'loop' },
  unavailable: ({ runtime }) =>
    runtime === 'docker' ? 'containers share the disk of their engine' : loopDiskObstacle()?.says,
  overhead: 7_000,
  prepare: ({ cluster, victim }) => {
    const member = cluster.member(victim);
    const { process } = member;
    const { disk } = member.node;
    if (disk === undefined) {
      throw new Error(`node ${victim} has no disk of its own`);
    }
    // Another one at each cut: what an earlier one left is no proof of this one.
    const token = `${process.id} ${performance.now()}`;
    let refused = false;
    let cut = false;
    return Promise.resolve({
      target: victim,
      quorum: quorumWithout(1, cluster.members.length),
      out: [victim],
      inject: async () => {
        await flushed(join(disk.folder, FLUSHED), token);
        // It may die of a refused write before it is killed.
        member.expectEnd();
        cut = true;
        await disk.cut({ name: UNFLUSHED, text: token });
        refused = await refusesWrites(disk);
        if (member.isRunning) {
          await member.kill();
        }
        await ended(async () => !member.isRunning && (await process.state()) === 'gone', victim);
        await disk.remount();
      },
      prove: () =>
        observe(async () => {
          const kept = (await textOf(join(disk.folder, FLUSHED))) === token;
          const lost = (await textOf(join(disk.folder, UNFLUSHED))) !== token;
          return refused && kept && lost && (await process.state()) === 'gone'
            ? `the disk of ${victim} refused writes (EIO) before ${process.id} was gone; mounted again, it holds what was flushed and not what was not`
            : undefined;
        }, `the disk of ${victim} to have lost what was not flushed, and nothing else`),
      heal: async () => {
        if (cut) {
          await cluster.restart(member);
        }
      },
    });
  },
};

const ended = (gone: () => Promise<boolean>, member: string): Promise<true> =>
  until(gone, { within: 30_000, what: `${member} to end after its power was cut` });

async function flushed(path: string, text: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Whether a new file cannot be written for an error of the device. */
function refusesWrites({ folder }: Disk): Promise<boolean> {
  return writeFile(join(folder, 'after-the-cut'), 'x').then(
    () => false,
    (error: unknown) => (error as NodeJS.ErrnoException).code === 'EIO',
  );
}

/** @returns undefined where there is no such file */
function textOf(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }
    throw error;
  });
}
