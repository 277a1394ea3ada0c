import { IGNORED, IMPOSSIBLE, type Machine, type Situation } from '../model';
import type { Part } from '../part';
import type { AppendAnswered, AppendUnknown } from './kv-append';
import { Sources } from './sources';
import { Texts } from './texts';

const [PUT, APPEND, GET] = [0, 1, 2];
const KINDS = { put: PUT, append: APPEND, get: GET };

/**
 * A text with puts, appends and gets. What the next get read is the goal: as long as no put may come between, the
 * text has to be the beginning of it, so that of many orders of appends all but the right one are left at once.
 */
export class AppendMachine implements Machine {
  readonly initial: number;
  readonly unknown: readonly number[];
  private readonly texts = new Texts();
  private readonly kind: number[] = [];
  private readonly value: string[] = [];
  private readonly sources: Sources;
  private nextGet: Int32Array | undefined;
  /** What the text has to become by appends alone, where that is known. */
  private goal: string | undefined;

  constructor(initial: string, part: Part<AppendAnswered, AppendUnknown>) {
    this.initial = this.texts.longer(this.texts.empty, initial);
    for (const action of part.answered.actions) {
      this.add(action);
    }
    this.sources = new Sources(part);
    const known = { put: new Map<string, number>(), append: new Map<string, number>() };
    this.unknown = part.unknown.actions.map((action, i) =>
      this.sources.isNeeded(i) ? this.addOnce(action, known[action.f]) : IGNORED,
    );
  }

  observes(state: number, action: number): boolean {
    return this.kind[action] === GET && this.texts.at(state) === this.value[action];
  }

  step(state: number, action: number): number {
    const kind = this.kind[action] as number;
    const value = this.value[action] as string;
    const { goal, texts } = this;
    if (kind === PUT) {
      // No put may come before the goal is read: none that is left begins as it does.
      return goal === undefined ? texts.longer(texts.empty, value) : IMPOSSIBLE;
    }
    return kind === APPEND && (goal === undefined || goal.startsWith(value, texts.at(state).length))
      ? texts.longer(state, value)
      : IMPOSSIBLE;
  }

  aim(state: number, situation: Situation): 'hopeless' | 'open' {
    const get = this.getAhead(situation);
    this.goal = undefined;
    if (get === -1 || this.sources.isAnyLeft(get, situation)) {
      return 'open';
    }
    const goal = this.value[get] ?? '';
    this.goal = goal;
    return this.texts.isBeginningOf(state, goal, get) ? 'open' : 'hopeless';
  }

  bytes(): number {
    return this.texts.bytes;
  }

  /** The get that returns next of those not in order yet. */
  private getAhead({ place, byReturn, done }: Situation): number {
    const next = (this.nextGet ??= this.getsAhead(byReturn));
    let at = next[place] as number;
    while (at < byReturn.length && done[byReturn[at] as number] === 1) {
      at = next[at + 1] as number;
    }
    return at < byReturn.length ? (byReturn[at] as number) : -1;
  }

  private getsAhead(byReturn: Int32Array): Int32Array {
    const next = new Int32Array(byReturn.length + 1).fill(byReturn.length);
    for (let at = byReturn.length - 1; at >= 0; at -= 1) {
      const isGet = this.kind[byReturn[at] as number] === GET;
      next[at] = isGet ? at : (next[at + 1] as number);
    }
    return next;
  }

  private add({ f, value }: AppendAnswered): number {
    this.kind.push(KINDS[f]);
    return this.value.push(value) - 1;
  }

  private addOnce(action: AppendUnknown, known: Map<string, number>): number {
    const before = known.get(action.value);
    if (before !== undefined) {
      return before;
    }
    const added = this.add(action);
    known.set(action.value, added);
    return added;
  }
}
