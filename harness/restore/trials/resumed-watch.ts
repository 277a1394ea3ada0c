import { z } from 'zod';
import { KubernetesObject } from '../api/object';
import type { Answer, ResumedWatch } from '../fidelity/trials';
import { until } from '../../time/until';
import { versionOf, type Contended } from './contended';

/** Milliseconds from a change until whoever watches knows of it. */
const TOLD_WITHIN = 30_000;

const Refused = z.object({ code: z.int(), message: z.string().optional() });
const Event = z.object({ type: z.string(), object: z.unknown() });

/** A client that goes on with its watch in a restored cluster, as if nothing had been. */
export class WatchAgain {
  private readonly ending = new AbortController();
  private readonly told: number[] = [];
  private ended: Answer | undefined;
  private readonly over: Promise<void>;
  /** Changes that were made before it began. */
  private readonly before: number;

  /** @param from up to where it has been told everything */
  constructor(
    private readonly contended: Contended,
    private readonly from: number,
  ) {
    this.before = contended.versions.length;
    this.over = contended
      .watch(from, (line) => this.hear(line), this.ending.signal)
      .then(({ code }) => {
        this.ended ??= this.ending.signal.aborted ? undefined : { code };
      });
    // Whoever finishes it is told.
    this.over.catch(() => undefined);
  }

  /**
   * Has the object changed beyond the version that it goes on from, of which a watch that goes on has to be told; what was made
   * before and is not told by then is never told.
   */
  async finish(): Promise<ResumedWatch> {
    const { contended, from, told } = this;
    let last: number;
    do {
      last = await contended.change();
    } while (last <= from);
    await Promise.race([
      this.over,
      until(() => this.ended !== undefined || told.includes(last), {
        within: TOLD_WITHIN,
        what: `a watch to be told of version ${last}`,
      }),
    ]);
    this.ending.abort();
    await this.over;
    return this.ended === undefined
      ? { from, made: contended.versions.slice(this.before), told }
      : { from, ended: this.ended, relisted: await contended.list() };
  }

  /** An event, or the refusal that came in place of events. */
  private hear(line: unknown): void {
    const event = Event.safeParse(line);
    const refused = Refused.safeParse(event.success ? event.data.object : line);
    if (refused.success) {
      this.ended = { code: refused.data.code, words: refused.data.message };
    } else if (event.data?.type !== 'BOOKMARK') {
      this.told.push(versionOf(KubernetesObject.parse(event.data?.object)));
    }
  }
}
