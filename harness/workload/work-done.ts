import { type Kind, kindsOf } from '../journal/kind';
import type { Request } from '../journal/request';

/** What clients got done lately, by kind. */
export class WorkDone {
  private readonly latest = new Map<Kind, number>();

  /** @param begun when the operation was begun, on the journal's clock */
  note(request: Request, begun: number): void {
    for (const kind of kindsOf(request)) {
      this.latest.set(kind, Math.max(begun, this.latest.get(kind) ?? 0));
    }
  }

  /** Whether an operation of each of these kinds was begun and answered since then. */
  eachSince(kinds: readonly Kind[], t: number): boolean {
    return kinds.every((kind) => (this.latest.get(kind) ?? -1) >= t);
  }
}
