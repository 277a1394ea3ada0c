import type { AuthChange, AuthContent } from '../../journal/auth';
import type { Header } from '../../journal/header';
import type { JournalRecord, RecordOf, WatchEvent } from '../../journal/record';
import type { Request } from '../../journal/request';
import { CRITERION_IDS } from '../../result/criterion-id';
import { SimulatedEtcd } from './simulated-etcd';

export const HEADER: Header = {
  type: 'journal',
  version: 1,
  startedAt: '2026-01-01T00:00:00.000Z',
  seed: 1,
  command: 'etcd-assay gate --seed 1',
  subject: {
    from: '3.5.35',
    to: '3.6.16',
    topology: 'dedicated-3',
    members: 3,
    runtime: 'sandbox',
    profile: 'quick',
  },
  machine: { kernel: '6.1', cores: 2, memoryBytes: 1, node: '20' },
  timers: { heartbeatMs: 100, electionMs: 1000 },
  programs: [],
  criteria: [...CRITERION_IDS],
  thresholds: {
    'upgrade-gap': 5,
    'api-gap': 10,
    'leader-hand-over': 25,
    'answers-after-heal': 10,
    'harness-lag': 250,
  },
  notRun: [],
};

type Timed = Exclude<JournalRecord, Header>;
type Untimed<R> = R extends Timed ? Omit<R, 't'> : never;

interface Times {
  /** Microseconds; by default the builder's own clock, which goes on by 10 at each step. */
  readonly invoke?: number;
  readonly returned?: number;
}

interface Span {
  readonly key: string;
  readonly end?: string;
}

interface WatchOptions {
  readonly from?: number;
  readonly span?: Span;
  readonly resumes?: number;
}

const EVERYTHING: Span = { key: '\0', end: '\0' };

/** Keys: more than those of API servers, which come first, so that the first page has others too. */
const FINAL_PAGE = 4;

/**
 * Writes the journal of a simulated etcd: every operation takes effect between its invoke and its return, every
 * open watch is shown it at once.
 */
export class JournalBuilder {
  readonly etcd = new SimulatedEtcd();
  readonly records: JournalRecord[] = [HEADER];
  now = 0;
  private readonly counts = new Map<number, number>();
  private readonly watches: (Span & { readonly watch: number; next: number })[] = [];
  private nextWatch = 1;

  /**
   * What there is already is what a snapshot brought: it is in the record as a whole, and its past is in none of it.
   * @param auth users and roles that came with it
   */
  begin(auth: AuthContent = { enabled: false, users: [], roles: [] }): this {
    const { revision } = this.etcd;
    return this.tell({ type: 'content', revision, kvs: this.etcd.content(), auth });
  }

  /** Adds a record at the builder's time, or at the one given. */
  tell(record: Untimed<Timed>, t: number = (this.now += 10)): this {
    const timed: JournalRecord = { ...record, t };
    this.records.push(timed);
    return this;
  }

  /** Lets time pass. */
  wait(seconds: number): this {
    this.now += seconds * 1e6;
    return this;
  }

  client(client: number, member = 'm1', role: RecordOf<'client'>['role'] = 'traffic'): this {
    return this.tell({ type: 'client', client, member, role, scope: 'test' });
  }

  /** Invokes only; what it does and how it is answered come later, or never. */
  invoke(client: number, request: Request, t?: number): string {
    const count = (this.counts.get(client) ?? 0) + 1;
    this.counts.set(client, count);
    const op = `${client}.${count}`;
    this.tell({ type: 'invoke', op, request }, t);
    return op;
  }

  /** An operation that takes effect and is answered rightly. Returns its id. */
  operate(client: number, request: Request, times: Times = {}): string {
    const op = this.invoke(client, request, times.invoke);
    const answer = this.etcd.execute(request);
    this.show();
    if ('ok' in answer) {
      this.tell({ type: 'ok', op, response: answer.ok }, times.returned);
    } else {
      this.tell({ type: 'fail', op, error: answer.error }, times.returned);
    }
    return op;
  }

  /** A change of users and roles, and what its client was told: nothing, etcd's refusal, or that it was done. */
  changeAuth(client: number, change: AuthChange, told = 'ok'): string {
    const op = this.askAuth(client, change);
    this.answerAuth(op, change, told);
    return op;
  }

  askAuth(client: number, change: AuthChange): string {
    const count = (this.counts.get(client) ?? 0) + 1;
    this.counts.set(client, count);
    const op = `${client}.${count}`;
    this.tell({ type: 'auth', op, change, state: 'asked' });
    return op;
  }

  answerAuth(op: string, change: AuthChange, told = 'ok'): void {
    const state = told === 'ok' || told === 'unknown' ? told : 'fail';
    this.tell({ type: 'auth', op, change, state, ...(state === 'fail' ? { error: told } : {}) });
  }

  /** An operation without an answer; it takes effect at once, or never. */
  lose(client: number, request: Request, effect: 'effective' | 'without effect'): string {
    const op = this.invoke(client, request);
    if (effect === 'effective') {
      this.etcd.execute(request);
      this.show();
    }
    this.tell({ type: 'unknown', op, error: 'deadline exceeded' });
    return op;
  }

  /** What somebody does whose operations are not recorded. */
  outside(request: Request): this {
    this.etcd.execute(request);
    return this.show();
  }

  put(client: number, key: string, value: string, lease?: string): string {
    return this.operate(client, { put: { key, value, ...(lease === undefined ? {} : { lease }) } });
  }

  read(client: number, key: string): string {
    return this.operate(client, { range: { key } });
  }

  /** Opens a watch that is shown everything in its span from then on. */
  watch(client: number, { from = 1, span = EVERYTHING, resumes }: WatchOptions = {}): number {
    const watch = this.nextWatch;
    this.nextWatch += 1;
    this.watches.push({ watch, next: from, ...span });
    const resumed = resumes === undefined ? {} : { resumes };
    this.tell({ type: 'watch', watch, client, ...span, from, prev: true, ...resumed });
    this.show();
    return watch;
  }

  /** A recorder of its own member. Returns its watch. */
  recorder(client: number, member = 'm1', from = 1): number {
    this.client(client, member, 'recorder');
    return this.watch(client, { from });
  }

  closeWatch(watch: number, compacted?: number): this {
    const at = this.watches.findIndex((one) => one.watch === watch);
    this.watches.splice(at, 1);
    return this.tell({
      type: 'watch-closed',
      watch,
      reason: 'test',
      ...(compacted === undefined ? {} : { compacted }),
    });
  }

  expire(lease: string): this {
    this.etcd.expire(lease);
    return this.show();
  }

  /** Barrier write through a `final` client of each member, then the full range of each, in small pages. */
  finals(members: readonly string[] = ['m1', 'm2', 'm3'], firstClient = 900): this {
    members.forEach((member, i) => {
      this.client(firstClient + i, member, 'final');
      this.put(firstClient + i, `barrier/${member}`, `barrier ${i}`);
    });
    const { revision } = this.etcd;
    members.forEach((_member, i) => {
      const keys = this.etcd.content().map(({ key }) => key);
      for (let at = 0; at < keys.length; at += FINAL_PAGE) {
        const key = at === 0 ? '\0' : `${keys[at - 1] ?? ''}\0`;
        this.operate(firstClient + i, { range: { key, end: '\0', limit: FINAL_PAGE, revision } });
      }
    });
    return this;
  }

  end(): JournalRecord[] {
    this.tell({ type: 'end', reason: 'finished' });
    return this.records;
  }

  private show(): this {
    for (const watch of this.watches) {
      for (; watch.next <= this.etcd.revision; watch.next += 1) {
        const all: WatchEvent[] = this.etcd.log[watch.next - 2] ?? [];
        const events = all.filter((event) =>
          within(watch, 'put' in event ? event.put.key : event.delete.key),
        );
        if (events.length > 0) {
          this.tell({ type: 'watched', watch: watch.watch, revision: watch.next, events });
        }
      }
    }
    return this;
  }
}

const within = ({ key, end }: Span, candidate: string): boolean =>
  end === undefined ? candidate === key : candidate >= key && (end === '\0' || candidate < end);
