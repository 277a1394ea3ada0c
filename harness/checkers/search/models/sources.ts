import type { Situation } from '../model';
import type { Part } from '../part';
import type { AppendAnswered, AppendUnknown } from './kv-append';

/** Which puts a text that was read may have begun with. */
export class Sources {
  private readonly puts = new Map<string, number[]>();
  private readonly lengths: readonly number[];
  /** For each get: the puts whose text its own begins with, called before it returned; unknown ones as ~number. */
  private readonly of: (readonly number[] | undefined)[];
  private readonly needed: (0 | 1)[];
  /** Unknown operations that are needed: as the search counts them. */
  private readonly kept: readonly number[];

  constructor({ answered, unknown }: Part<AppendAnswered, AppendUnknown>) {
    answered.actions.forEach((action, i) => this.add(action, i));
    unknown.actions.forEach((action, i) => this.add(action, ~i));
    this.lengths = [...new Set([...this.puts.keys()].map(({ length }) => length))];
    this.needed = unknown.actions.map(({ f }) => (f === 'put' ? 0 : 1));
    const callOf = (put: number): number => (put < 0 ? unknown.calls[~put] : answered.calls[put]) as number;
    this.of = answered.actions.map(({ f, value }, i) =>
      f === 'get'
        ? this.beginnings(value).filter((put) => callOf(put) <= (answered.returns[i] as number))
        : undefined,
    );
    for (const puts of this.of) {
      for (const put of puts ?? []) {
        if (put < 0) {
          this.needed[~put] = 1;
        }
      }
    }
    let kept = 0;
    this.kept = this.needed.map((needed) => (kept += needed) - 1);
  }

  /** Whether an unknown operation may have left anything that was read. */
  isNeeded(unknown: number): boolean {
    return this.needed[unknown] === 1;
  }

  /** Whether a put is left that the text of this get may begin with. */
  isAnyLeft(get: number, situation: Situation): boolean {
    const puts = this.of[get] ?? [];
    for (let i = 0; i < puts.length; i += 1) {
      const put = puts[i] as number;
      const placed = put < 0 ? situation.isUsed(this.kept[~put] as number) : situation.done[put] === 1;
      if (!placed) {
        return true;
      }
    }
    return false;
  }

  private add({ f, value }: AppendAnswered, number: number): void {
    const puts = f === 'put' ? this.puts.get(value) : undefined;
    if (puts !== undefined) {
      puts.push(number);
    } else if (f === 'put') {
      this.puts.set(value, [number]);
    }
  }

  private beginnings(text: string): number[] {
    const puts: number[] = [];
    for (const length of this.lengths) {
      if (length <= text.length) {
        puts.push(...(this.puts.get(text.slice(0, length)) ?? []));
      }
    }
    return puts;
  }
}
