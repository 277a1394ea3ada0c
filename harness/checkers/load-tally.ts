import { type Kind, KIND_NAMES, kindsOf } from '../journal/kind';
import { firstPlace } from './first-place';
import type { History, Watch } from './history';
import type { Acknowledged } from './operation';
import { isWrite } from './order';

/** From `start` up to `end`, in microseconds. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What clients got done in a span: kind → member → how many. */
export class Tally {
  private readonly counts = new Map<string, Map<string, number>>();

  /** @param kinds that clients were to do all the time */
  constructor(readonly kinds: readonly Kind[]) {}

  add(kind: string, member: string, count: number): void {
    const ofKind = this.counts.get(kind) ?? new Map<string, number>();
    this.counts.set(kind, ofKind.set(member, (ofKind.get(member) ?? 0) + count));
  }

  /** @param member undefined for all of them together */
  of(kind: string, member?: string): number {
    const ofKind = this.counts.get(kind) ?? new Map<string, number>();
    return member === undefined
      ? [...ofKind.values()].reduce((sum, count) => sum + count, 0)
      : (ofKind.get(member) ?? 0);
  }
}

export const WATCH_EVENT = 'watch event';
/** Of whatever kind, an operation that changed the key space. */
export const WRITE = 'write';

/** Answers to traffic and events of watches, found again by when they came. */
export class Work {
  private readonly answered: readonly Acknowledged[];
  private readonly watches: readonly Watch[];
  private readonly kinds: readonly Kind[];

  constructor({ operations, watches, header }: History) {
    this.kinds = header.kinds ?? KIND_NAMES;
    this.answered = operations
      .filter(
        (operation): operation is Acknowledged => operation.outcome === 'ok' && operation.role === 'traffic',
      )
      .sort((one, other) => one.returned - other.returned);
    this.watches = watches;
  }

  /** @param begunAfter operations that were begun before it do not count */
  within(span: Span, begunAfter = -Infinity): Tally {
    const tally = new Tally(this.kinds);
    for (const operation of during(this.answered, span, ({ returned }) => returned)) {
      for (const kind of operation.invoke >= begunAfter ? kindsOf(operation.request) : []) {
        tally.add(kind, operation.member, 1);
      }
      if (operation.invoke >= begunAfter && isWrite(operation)) {
        tally.add(WRITE, operation.member, 1);
      }
    }
    for (const { member, responses } of this.watches) {
      for (const { events } of responses.within(span)) {
        tally.add(WATCH_EVENT, member, events.length);
      }
    }
    return tally;
  }
}

/** What lies in a span. @param sorted ascending by `time` */
function during<One>(sorted: readonly One[], { start, end }: Span, time: (one: One) => number): One[] {
  const from = firstPlace(sorted.length, (place) => time(sorted[place] as One) < start);
  const to = firstPlace(sorted.length, (place) => time(sorted[place] as One) < end);
  return sorted.slice(from, to);
}
