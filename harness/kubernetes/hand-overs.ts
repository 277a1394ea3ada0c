import { carryOut } from '../faults/carry-out';
import type { Injection } from '../faults/fault';
import { observe } from '../faults/observe';
import type { Journal } from '../journal/journal';
import { until } from '../time/until';
import type { ControlPlane } from './control-plane';
import { ELECTED, type Elected, type Leaders } from './leaders';

const WAYS = ['kill', 'freeze', 'stop'] as const;
export type Way = (typeof WAYS)[number];
const SIGNALS = { kill: 'SIGKILL', freeze: 'SIGSTOP', stop: 'SIGTERM' } as const;

/** Numbers of faults that no schedule has. */
const FIRST = 1001;
/** Milliseconds, far above what an election takes. */
const LED_WITHIN = 60_000;
const BACK_WITHIN = 120_000;

interface Around {
  readonly leaders: Leaders;
  readonly journal: Journal;
  readonly signal: AbortSignal;
  readonly tell: (words: string) => void;
}

/**
 * What can be done to leaders of so many masters. The leader of a single one is followed by nobody but itself: killed, it is started
 * again at once; frozen, it goes on; and when it is asked to end later, what follows shows the kubelet's pauses, and no election.
 */
export const waysToLoseLeaders = (masters: number): readonly Way[] => (masters > 1 ? WAYS : ['kill']);

/**
 * Takes the leadership of controller-manager and scheduler from those who have it, in each way that there is: kill -9, freeze, and
 * SIGTERM. Each lasts until somebody else leads, which `Leaders` writes down.
 * @throws WaitedInVain where nobody leads within a minute, or a program does not come back
 */
export async function handOvers(plane: ControlPlane, around: Around): Promise<void> {
  let number = FIRST;
  for (const how of waysToLoseLeaders(plane.masters.length)) {
    for (const component of ELECTED) {
      around.signal.throwIfAborted();
      await handOver(plane, { component, how, number }, around);
      number += 1;
    }
  }
}

interface Loss {
  readonly component: Elected;
  readonly how: Way;
  readonly number: number;
}

interface Lost extends Omit<Loss, 'number'> {
  readonly node: string;
  /** Whether another identity leads by now. */
  readonly succeeded: () => boolean;
}

async function handOver(
  plane: ControlPlane,
  { component, how, number }: Loss,
  { leaders, journal, tell }: Around,
): Promise<void> {
  const leader = await until(() => leaders.of(component), {
    ...{ within: LED_WITHIN, every: 100 },
    what: `somebody to lead as ${component}`,
  });
  const succeeded = (): boolean => leaders.of(component)?.identity !== leader.identity;
  const injection = await lossOf(plane, { component, how, node: leader.node, succeeded });
  tell(`${how} of the leading ${injection.target}`);
  await carryOut(injection, {
    note: (state, proof) =>
      journal.write({
        ...{ type: 'fault', t: journal.clock(), fault: number, name: `${how}-leading` },
        ...{ target: injection.target, state, quorum: true },
        ...(proof === undefined ? {} : { proof }),
      }),
    meanwhile: async () => {
      await until(succeeded, {
        ...{ within: LED_WITHIN, every: 50 },
        what: `another ${component} to lead`,
      });
    },
  });
}

async function lossOf(plane: ControlPlane, { component, how, node, succeeded }: Lost): Promise<Injection> {
  const program = plane.master(node).program(component);
  const process = await until(() => program.process, {
    ...{ within: BACK_WITHIN, every: 50 },
    what: `${component} of ${node} to run`,
  });
  const wanted = how === 'freeze' ? 'stopped' : 'gone';
  return {
    ...{ target: `${component} of ${node}`, quorum: true, out: [] },
    inject: () => process.signal(SIGNALS[how]),
    prove: () =>
      observe(
        async () => ((await process.state()) === wanted ? `${process.id} is ${wanted}` : undefined),
        `${process.id} to be ${wanted}`,
      ),
    heal: async () => {
      // Thawed, it finds that its lease is somebody else's, and ends; like the others it is started again. Where nobody took the lease,
      // it goes on.
      await process.signal('SIGCONT');
      await until(() => program.isReady && (program.process !== process || !succeeded()), {
        ...{ within: BACK_WITHIN, every: 100 },
        what: `${component} of ${node} to be started again`,
      });
    },
  };
}
