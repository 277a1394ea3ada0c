import type { Member } from '../cluster/member';
import type { RunningProgram } from '../runtime/running-program';
import { until } from '../time/until';
import type { Fault } from './fault';
import { observe } from './observe';

const ROUNDS = 2;

/**
 * Every member killed in turn and started again at once, twice: the second time most have not finished
 * starting. The majority is gone for a while.
 */
export const restartStorm: Fault = {
  name: 'restart-storm',
  describe: `every member killed and started again at once, one after another, ${ROUNDS} times; no majority meanwhile`,
  disturbs: 'cluster',
  aims: ['leader', 'follower'],
  unavailable: () => undefined,
  overhead: 12_000,
  prepare: ({ cluster, victim }) => {
    const first = cluster.member(victim);
    const order = [first, ...cluster.members.filter((member) => member !== first)];
    const before = cluster.members.map(({ process }) => process);
    const killed: RunningProgram[] = [];
    return Promise.resolve({
      target: order.map(({ name }) => name).join(', '),
      quorum: false,
      out: order.map(({ name }) => name),
      inject: async () => {
        for (const member of Array.from({ length: ROUNDS }, () => order).flat()) {
          killed.push(member.process);
          await member.kill();
          await until(() => !member.isRunning, {
            within: 30_000,
            what: `${member.name} to end after SIGKILL`,
          });
          await cluster.startAgain(member);
        }
      },
      prove: () =>
        observe(
          async () => {
            const states = await Promise.all([...before, ...killed].map((process) => process.state()));
            return states.every((state) => state === 'gone') &&
              (await Promise.all(order.map(answers))).every((does) => does)
              ? `${before.map(({ id }) => id).join(', ')} and ${killed.length - before.length} after them gone; ${order.map(({ process }) => process.id).join(', ')} answer linearizable reads in their place`
              : undefined;
          },
          'every member to answer by another process than before',
          40_000,
        ),
      heal: () => Promise.resolve(),
    });
  },
};

const answers = (member: Member): Promise<boolean> => member.answers();
