import type { Fault } from '../faults/fault';
import { kill } from '../faults/kill';
import { until } from '../time/until';
import type { Traffic } from '../workload/traffic/traffic';
import type { Stage } from './stage';

export interface CrashRounds {
  readonly rounds: number;
  readonly traffic: Traffic;
  /** At each member. */
  readonly clients: number;
  /** Milliseconds between a client's operations, on average. */
  readonly thinkMs: number;
  /** Operations that are answered before each kill. */
  readonly operations: number;
  /** Whom to kill; resolves when it is time to. */
  readonly aim: (round: number) => Promise<string>;
  /** How it crashes: killed where absent. */
  readonly crash?: Fault;
}

/** A member crashes again and again while clients work, each time with a start on the data that is left. */
export async function crashRounds(
  stage: Stage,
  { rounds, traffic, clients, thinkMs, operations, aim, crash = kill }: CrashRounds,
): Promise<void> {
  const load = stage.load(
    Array.from({ length: clients }, () => traffic),
    thinkMs,
  );
  for (let round = 1; round <= rounds; round += 1) {
    const before = load.operations;
    await until(() => load.operations >= before + operations, {
      ...{ within: 30_000, every: 5 },
      what: `${operations} operations before crash ${round}`,
    });
    await stage.during(crash, await aim(round), () => Promise.resolve());
  }
  await load.stop();
  stage.triggered(`${rounds} times ${crash.name}, with ${load.operations} operations around them`);
}
