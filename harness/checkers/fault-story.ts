import type { RecordOf } from '../journal/record';
import { groupBy } from './grouping';
import type { History } from './history';

/** One fault of the schedule, from all that was recorded of it. Times in microseconds. */
export interface FaultStory {
  readonly fault: number;
  readonly name: string;
  readonly target: string;
  /** False also where another fault took the majority away while it lasted. */
  readonly quorum: boolean;
  readonly injected: number | undefined;
  /** When the proof was there, or that there is none. */
  readonly observed: number | undefined;
  /** When healing began. */
  readonly healing: number | undefined;
  /** When it was over: `healed`, else when healing began. */
  readonly healed: number | undefined;
  readonly proven: boolean;
  readonly proof: string;
}

export function faultStories({ told }: History): FaultStory[] {
  return [...groupBy(told.fault, ({ fault }) => fault).values()].map(storyOf);
}

function storyOf(records: readonly RecordOf<'fault'>[]): FaultStory {
  const [{ fault, name, target }] = records as readonly [RecordOf<'fault'>, ...RecordOf<'fault'>[]];
  const at = (...states: RecordOf<'fault'>['state'][]) =>
    records.findLast(({ state }) => states.includes(state));
  const verdict = at('proven', 'unproven');
  return {
    fault,
    name,
    target,
    quorum: records.every(({ quorum }) => quorum),
    injected: at('inject')?.t,
    observed: verdict?.t,
    healing: at('heal')?.t,
    healed: (at('healed') ?? at('heal'))?.t,
    proven: verdict?.state === 'proven' && !records.some(({ state }) => state === 'unproven'),
    proof: verdict?.proof ?? 'no proof was recorded',
  };
}
