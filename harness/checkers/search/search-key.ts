import { IMPOSSIBLE, type Machine, type Situation } from './model';
import { Order } from './order';
import type { SeenSituations } from './seen';
import type { Timeline } from './timeline';
import { Trail } from './trail';
import { Unknowns } from './unknowns';
import type { Workspace } from './workspace';

/** What a search may use up before it gives up. */
export interface Budget {
  /** Asked every now and then. */
  readonly outOfTime: () => boolean;
  readonly maxBytes: number;
}

export type KeyOutcome =
  /** Answered operations by their number, unknown ones that took effect as ~number. */
  | { readonly verdict: 'linearizable'; readonly order: readonly number[] }
  /** No order has the operation at this place of `byReturn` in it by the time of its return. */
  | { readonly verdict: 'not linearizable'; readonly place: number }
  | { readonly verdict: 'inconclusive'; readonly spent: 'time' | 'memory' };

/** Situations between two looks at the budget. */
const STRIDE = 1024;

/** Candidates for the next step: first the operation that returns next, then the others, then unknown ones. */
const URGENT = -1;
const NO_STATE = -1;

/**
 * Looks for an order of one key's operations in which each answer is right and real time is kept: Wing and Gong's
 * search, depth first, with Lowe's memory of situations. What keeps it small:
 *
 * - A read that is right now is put in order at once: if there is an order, there is one with it here. So reads are
 *   never a choice.
 * - An unknown operation is used only for what follows it at once and could not be as it is without it.
 * - Unknown operations need never be used, so less used is as good as seen.
 */
export function searchKey(
  timeline: Timeline,
  machine: Machine,
  budget: Budget,
  workspace: Workspace,
): KeyOutcome {
  return new KeySearch(timeline, machine, workspace).run(budget);
}

class KeySearch implements Situation {
  readonly byReturn: Int32Array;
  private state: number;
  private readonly order: Order;
  private readonly unknowns: Unknowns;
  private readonly seen: SeenSituations;
  private readonly trail: Trail;
  private readonly end: number;

  constructor(
    timeline: Timeline,
    private readonly machine: Machine,
    workspace: Workspace,
  ) {
    this.byReturn = timeline.byReturn;
    this.end = timeline.answered;
    this.state = machine.initial;
    this.order = new Order(timeline, workspace);
    this.unknowns = new Unknowns(machine.unknown, timeline.calledUnknown, workspace);
    this.seen = workspace.seen;
    this.seen.reset(this.order.slots.length, this.unknowns.used.length);
    this.trail = new Trail(timeline.answered + this.unknowns.count, workspace);
  }

  get place(): number {
    return this.order.place;
  }

  get done(): Int32Array {
    return this.order.done;
  }

  isUsed(unknown: number): boolean {
    return this.unknowns.isUsed(unknown);
  }

  run({ outOfTime, maxBytes }: Budget): KeyOutcome {
    let furthest = 0;
    for (let turn = 1; ; turn += 1) {
      this.settle();
      if (this.place === this.end) {
        return { verdict: 'linearizable', order: this.found() };
      }
      furthest = Math.max(furthest, this.place);
      if (turn % STRIDE === 0) {
        if (this.seen.bytes + this.machine.bytes() > maxBytes) {
          return { verdict: 'inconclusive', spent: 'memory' };
        }
        if (outOfTime()) {
          return { verdict: 'inconclusive', spent: 'time' };
        }
      }
      if (!(this.isWorthwhile() && this.step(URGENT)) && !this.stepElsewhere()) {
        return { verdict: 'not linearizable', place: furthest };
      }
    }
  }

  /** Puts in order what is right now and never changes anything. */
  private settle(): void {
    const { machine, order, trail, state } = this;
    let limit = order.limit();
    for (let op = order.first(); op < limit; op = order.after(op)) {
      if (machine.observes(state, op)) {
        trail.push(op, state, order.place, 1);
        order.put(op);
        limit = order.limit();
      }
    }
  }

  private isWorthwhile(): boolean {
    const { machine, order, unknowns, state } = this;
    return (
      machine.aim?.(state, this) !== 'hopeless' &&
      !this.seen.visit(order.place, state, order.slots, unknowns.used)
    );
  }

  /** Takes the first possible step, from a candidate on. */
  private step(from: number): boolean {
    const { order, machine, end } = this;
    const urgent = this.byReturn[order.place] as number;
    const without = this.stateWithoutLast();
    if (from === URGENT && this.tryAnswered(urgent, without)) {
      return true;
    }
    const limit = order.limit();
    let op = from === URGENT ? order.first() : from;
    for (; op < limit; op = order.after(op)) {
      if (op !== urgent && this.tryAnswered(op, without)) {
        return true;
      }
    }
    const { unknowns } = this;
    const called = unknowns.called[order.place] as number;
    for (let unknown = Math.max(0, from - end); unknown < called; unknown += 1) {
      if (unknowns.isFree(unknown)) {
        const action = unknowns.action[unknown] as number;
        const next = machine.step(this.state, action);
        if (next !== IMPOSSIBLE && next !== this.state && !this.isSameWithout(without, action, next)) {
          this.trail.push(~unknown, this.state, order.place, 0);
          unknowns.flip(unknown);
          this.state = next;
          return true;
        }
      }
    }
    return false;
  }

  private tryAnswered(op: number, without: number): boolean {
    const { machine, order, state } = this;
    const next = machine.step(state, op);
    if (next === IMPOSSIBLE || this.isSameWithout(without, op, next)) {
      return false;
    }
    this.trail.push(op, state, order.place, 0);
    order.put(op);
    this.state = next;
    return true;
  }

  /** The state before the last step, if that used an unknown operation; the next step has to show what for. */
  private stateWithoutLast(): number {
    const last = this.trail.length - 1;
    return last >= 0 && (this.trail.operation[last] as number) < 0
      ? (this.trail.state[last] as number)
      : NO_STATE;
  }

  private isSameWithout(state: number, action: number, next: number): boolean {
    return state !== NO_STATE && this.machine.step(state, action) === next;
  }

  /** Goes back to the last choice that leaves another, and takes that. */
  private stepElsewhere(): boolean {
    const { trail, order, unknowns, machine } = this;
    while (trail.length > 0) {
      const top = (trail.length -= 1);
      const operation = trail.operation[top] as number;
      this.state = trail.state[top] as number;
      if (operation < 0) {
        unknowns.flip(~operation);
      } else {
        order.take(operation, trail.place[top] as number);
      }
      if (trail.forced[top] === 0) {
        machine.aim?.(this.state, this);
        if (this.step(this.following(operation))) {
          return true;
        }
      }
    }
    return false;
  }

  private following(operation: number): number {
    if (operation < 0) {
      return this.end + ~operation + 1;
    }
    return operation === this.byReturn[this.place] ? this.order.first() : this.order.after(operation);
  }

  private found(): number[] {
    const { operation, length } = this.trail;
    const order: number[] = [];
    for (let i = 0; i < length; i += 1) {
      const op = operation[i] as number;
      order.push(op < 0 ? ~(this.unknowns.index[~op] as number) : op);
    }
    return order;
  }
}
