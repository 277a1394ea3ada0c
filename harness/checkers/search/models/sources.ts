import type { Begun, Situation, Timed } from '../model';
import type { AppendAnswered, AppendUnknown } from './kv-append';

/** Which puts a text that was read may have begun with. */
export class Sources {
  private readonly puts = new Map<string, number[]>();
  private readonly lengths: readonly number[];
  /** For each get: the puts whose text its own begins with, called before it returned; unknown ones as ~number. */
  private readonly of: (readonly number[] | undefined)[];
  private readonly needed: Uint8Array;
  /** Unknown operations that are needed: as the search counts them. */
  private readonly kept: Int32Array;

  constructor(answered: readonly Timed<AppendAnswered>[], unknown: readonly Begun<AppendUnknown>[]) {
    this.add(answered, (i) => i);
    this.add(unknown, (i) => ~i);
    this.lengths = [...new Set([...this.puts.keys()].map(({ length }) => length))];
    this.needed = Uint8Array.from(unknown, ({ action }) => (action.f === 'put' ? 0 : 1));
    this.of = answered.map(({ action, returned }) =>
      action.f === 'get'
        ? this.beginnings(action.value).filter(
            (put) => ((put < 0 ? unknown[~put] : answered[put]) as Begun<unknown>).call <= returned,
          )
        : undefined,
    );
    for (const put of this.of.flatMap((puts) => puts ?? [])) {
      if (put < 0) {
        this.needed[~put] = 1;
      }
    }
    let kept = 0;
    this.kept = Int32Array.from(this.needed, (needed) => (kept += needed) - 1);
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

  private add(operations: readonly Begun<AppendAnswered>[], numbered: (i: number) => number): void {
    operations.forEach(({ action: { f, value } }, i) => {
      if (f === 'put') {
        const puts = this.puts.get(value);
        if (puts === undefined) {
          this.puts.set(value, [numbered(i)]);
        } else {
          puts.push(numbered(i));
        }
      }
    });
  }

  private beginnings(text: string): number[] {
    return this.lengths
      .filter((length) => length <= text.length)
      .flatMap((length) => this.puts.get(text.slice(0, length)) ?? []);
  }
}
