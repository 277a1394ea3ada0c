import { IGNORED, IMPOSSIBLE, type Begun, type Machine, type Situation, type Timed } from '../model';
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
  readonly answered: Int32Array;
  readonly unknown: Int32Array;
  private readonly texts = new Texts();
  private readonly kind: number[] = [];
  private readonly value: string[] = [];
  private readonly writes = [new Map<string, number>(), new Map<string, number>()];
  private readonly sources: Sources;
  private nextGet: Int32Array | undefined;
  /** What the text has to become by appends alone, if that is known, and the number of the get that says so. */
  private goal: string | undefined;
  private goalOf = -1;

  constructor(
    initial: string,
    private readonly operations: readonly Timed<AppendAnswered>[],
    unknown: readonly Begun<AppendUnknown>[],
  ) {
    this.initial = this.texts.longer(this.texts.empty, initial);
    this.answered = Int32Array.from(operations, ({ action }) => this.actionOf(action));
    this.sources = new Sources(operations, unknown);
    this.unknown = Int32Array.from(unknown, ({ action }, i) =>
      this.sources.isNeeded(i) ? this.actionOf(action) : IGNORED,
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
    this.goal = (this.operations[get] as Timed<AppendAnswered>).action.value;
    this.goalOf = get;
    return this.texts.isBeginningOf(state, this.goal, this.goalOf) ? 'open' : 'hopeless';
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
      const isGet = this.kind[this.answered[byReturn[at] as number] as number] === GET;
      next[at] = isGet ? at : (next[at + 1] as number);
    }
    return next;
  }

  /** Equal writes are one action; gets are told apart, since comparing long texts would cost more than it saves. */
  private actionOf({ f, value }: AppendAnswered): number {
    const kind = KINDS[f];
    const known = kind === GET ? undefined : this.writes[kind]?.get(value);
    if (known !== undefined) {
      return known;
    }
    const action = this.kind.push(kind) - 1;
    this.value.push(value);
    this.writes[kind]?.set(value, action);
    return action;
  }
}
