import type { Node, ProgramSpec } from '../runtime/node';
import type { Exit, RunningProgram } from '../runtime/running-program';
import { RestartPolicy } from './restart-policy';

/** What became of a supervised program. */
export type Happening =
  { readonly state: 'started' | 'ready' | 'unhealthy' } | { readonly state: 'ended'; readonly exit: Exit };

export interface Supervision {
  readonly spec: ProgramSpec;
  /** Whether it answers its liveness probe. */
  readonly isAlive: () => Promise<boolean>;
  readonly tell: (happening: Happening) => void;
}

/** kubeadm's liveness probe: every ten seconds, and the eighth failure in a row ends the program. */
const PROBE_EVERY = 10_000;
const MOST_FAILURES = 8;
/** A kubelet's startup probe of kubeadm's comes as seldom, but whoever waits for a cluster wants to know sooner. */
const STARTING_EVERY = 100;
/** Milliseconds after which a program that has never answered is ended. */
const STARTED_WITHIN = 240_000;
/** What a kubelet leaves a program between SIGTERM and SIGKILL. */
const GRACE = 30_000;

/**
 * A program that is kept running as a kubelet keeps a static pod: started again when it ends (RestartPolicy), and ended when it
 * does not answer any more. Kubernetes' own programs count on it: controller-manager and scheduler exit when they lose their lease.
 */
export class Supervised {
  private readonly policy = new RestartPolicy();
  private readonly closing = new AbortController();
  private readonly closedEarly = new Promise<undefined>((resolve) => {
    this.closing.signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  private running: RunningProgram | undefined;
  private answered = false;
  private life: Promise<void> | undefined;

  constructor(
    private readonly node: Node,
    private readonly supervision: Supervision,
  ) {}

  /** The program that runs now; undefined while it waits to be started again. */
  get process(): RunningProgram | undefined {
    return this.running;
  }

  /** Whether it has answered since its last start, and is looked after. */
  get isReady(): boolean {
    return this.running !== undefined && this.answered && !this.closed;
  }

  start(): void {
    if (this.life === undefined) {
      this.life = this.live();
      // Whatever it is, `close` tells; until then it is nobody's.
      this.life.catch(() => undefined);
    }
  }

  /** Lets it end with its node, and does not start it again. */
  async close(): Promise<void> {
    this.closing.abort();
    await this.life;
  }

  private get closed(): boolean {
    return this.closing.signal.aborted;
  }

  private async live(): Promise<void> {
    while (!this.closed) {
      const began = performance.now();
      const running = await this.node.start(this.supervision.spec);
      this.running = running;
      this.answered = false;
      this.supervision.tell({ state: 'started' });
      const over = new AbortController();
      const exited = running.exited.finally(() => over.abort());
      void this.probe(running, AbortSignal.any([over.signal, this.closing.signal]));
      const exit = await Promise.race([exited, this.closedEarly]);
      if (exit === undefined) {
        return;
      }
      this.running = undefined;
      this.supervision.tell({ state: 'ended', exit });
      await rested(this.policy.pauseAfter(performance.now() - began), this.closing.signal);
    }
  }

  /** @param ended by itself, or let go of */
  private async probe(running: RunningProgram, ended: AbortSignal): Promise<void> {
    const began = performance.now();
    let failures = 0;
    while (await rested(this.answered ? PROBE_EVERY : STARTING_EVERY, ended)) {
      const alive = await this.supervision.isAlive();
      if (hasEnded(ended)) {
        return;
      }
      if (alive && !this.answered) {
        this.answered = true;
        this.supervision.tell({ state: 'ready' });
      }
      failures = alive || !this.answered ? 0 : failures + 1;
      const neverCame = !this.answered && performance.now() - began > STARTED_WITHIN;
      if (failures === MOST_FAILURES || neverCame) {
        this.supervision.tell({ state: 'unhealthy' });
        await this.end(running, ended);
      }
    }
  }

  private async end(running: RunningProgram, ended: AbortSignal): Promise<void> {
    await running.signal('SIGTERM');
    if (await rested(GRACE, ended)) {
      await running.signal('SIGKILL');
    }
  }
}

/** Asked anew after every wait, which the compiler does not know of. */
const hasEnded = ({ aborted }: AbortSignal): boolean => aborted;

/** @returns whether all of the time passed, and nobody cut it short */
function rested(milliseconds: number, until: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const done = (whole: boolean): void => {
      clearTimeout(timer);
      until.removeEventListener('abort', cut);
      resolve(whole);
    };
    const cut = (): void => done(false);
    const timer = setTimeout(done, milliseconds, true);
    until.addEventListener('abort', cut);
    if (until.aborted) {
      cut();
    }
  });
}
