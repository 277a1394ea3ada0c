import { setTimeout as pause } from 'node:timers/promises';
import type { Contention } from '../../journal/sweep-record';
import { RecordingClient } from '../../workload/recording-client';
import { SharedStream } from '../../workload/shared-stream';
import type { Stand } from '../bench';
import { Contender } from './contender';
import { lockTurn } from './lock-turn';
import { optimisticTurn } from './optimistic-turn';
import type { ZoneClients } from './ways';

export interface Contest extends Contention {
  readonly point: number;
  /** Milliseconds that count. */
  readonly lasts: number;
  /** Milliseconds there and back between zones. */
  readonly rtt: number;
}

/** Milliseconds in which everybody has begun; round trips come on top. */
const WARM_UP = 500;
const WARM_ROUND_TRIPS = 6;
const DEADLINE = 30_000;
/** Numbers of watches, far from those of everybody else. */
const FIRST_WATCH = 700_000_000;
let watches = FIRST_WATCH;

/** Clients of all zones change keys at once, each as often as it can, until the time is over. */
export async function contend(
  stand: Stand,
  zones: readonly ZoneClients[],
  contest: Contest,
  enters: (state: 'measure' | 'rest') => void,
): Promise<void> {
  const { random, signal } = stand;
  const ending = new AbortController();
  const contenders = await Promise.all(
    Array.from({ length: contest.clients }, (_, index) =>
      contenderAt(zones[index % zones.length] as ZoneClients, stand, contest, random.fork()),
    ),
  );
  const turn = contest.strategy === 'lock' ? lockTurn : optimisticTurn;
  const working = contenders.map(async (contender) => {
    while (!ending.signal.aborted) {
      await turn(contender, contest.strategy, ending.signal);
    }
  });
  try {
    await pause(WARM_UP + WARM_ROUND_TRIPS * contest.rtt);
    enters('measure');
    await pause(contest.lasts, undefined, { signal });
    enters('rest');
  } finally {
    ending.abort();
    await Promise.all(working);
    await Promise.all(contenders.map((contender) => contender.close()));
  }
}

async function contenderAt(
  { member, endpoint }: ZoneClients,
  { journal, numbers }: Stand,
  { point, keys, strategy }: Contest,
  random: Contender['random'],
): Promise<Contender> {
  const identity = () => ({
    ...{ client: numbers.next(), member, endpoint, deadline: DEADLINE },
    ...{ role: 'traffic' as const, scope: 'contention' },
  });
  const watching = strategy === 'watch' || strategy === 'lock';
  const stream = watching ? await SharedStream.open(identity(), journal, () => (watches += 1)) : undefined;
  return new Contender(new RecordingClient(identity(), journal), stream, { point, keys, random });
}
