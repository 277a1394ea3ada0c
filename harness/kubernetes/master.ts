import type { Journal } from '../journal/journal';
import { relay } from '../network/toxiproxy';
import type { Node } from '../runtime/node';
import type { RunningProgram } from '../runtime/running-program';
import { CONTROL_PLANE, type ControlPlaneProgram } from '../topology/topology';
import { passesProbe } from './passes-probe';
import { API_PORT } from './pki';
import { flagsOf } from './program-flags';
import { Supervised, type Happening } from './supervised';

export interface MasterOptions {
  readonly paths: Readonly<Record<ControlPlaneProgram, string>>;
  readonly version: string;
  readonly journal: Journal;
  /** Whom its API server asks, by name; none: the member on its own node. */
  readonly members: readonly string[];
  /** Whether its API server encrypts what it writes. */
  readonly encrypts: boolean;
}

/** Where each program is asked whether it is alive. */
const HEALTH: Readonly<Record<ControlPlaneProgram, { readonly port: number; readonly path: string }>> = {
  'kube-apiserver': { port: API_PORT, path: '/livez' },
  'kube-controller-manager': { port: 10_257, path: '/healthz' },
  'kube-scheduler': { port: 10_259, path: '/livez' },
};
/** kubeadm's: milliseconds that a probe may take. */
const PROBE_TIMEOUT = 15_000;

/** A node on which a control plane runs, whether or not a member runs there too. */
export class Master {
  private readonly starts = new Map<string, number>();
  private programs: ReadonlyMap<ControlPlaneProgram, Supervised>;

  private constructor(
    readonly node: Node,
    private readonly options: MasterOptions,
  ) {
    this.programs = this.supervised();
  }

  /** Its sidecar has to run. */
  static async on(node: Node, options: MasterOptions): Promise<Master> {
    // Two of them serve their own node only, where a kubelet would ask them.
    for (const { port } of Object.values(HEALTH).filter(({ port }) => port !== API_PORT)) {
      await relay(node, `${node.address}:${port}`, `127.0.0.1:${port}`);
    }
    return new Master(node, options);
  }

  program(name: ControlPlaneProgram): Supervised {
    const program = this.programs.get(name);
    if (program === undefined) {
      throw new Error(`no ${name} on ${this.node.name}`);
    }
    return program;
  }

  /** Since it last answered. */
  startsInVain(name: ControlPlaneProgram): number {
    return this.starts.get(name) ?? 0;
  }

  start(): void {
    this.programs.forEach((program) => program.start());
  }

  /** Whether all of its programs have answered since they were started. */
  get isReady(): boolean {
    return [...this.programs.values()].every(({ isReady }) => isReady);
  }

  /** All of its programs are killed, and nobody starts them again: as where a node loses its power. @returns those that ran */
  async lose(): Promise<RunningProgram[]> {
    const running = [...this.programs].flatMap(([name, { process }]) =>
      process === undefined ? [] : { name, process },
    );
    await this.close();
    await Promise.all(
      running.map(async ({ name, process }) => {
        await process.signal('SIGKILL');
        this.tell(name, { state: 'ended', exit: await process.exited });
      }),
    );
    return running.map(({ process }) => process);
  }

  /** After it was lost. */
  comeBack(): void {
    this.starts.clear();
    this.programs = this.supervised();
    this.start();
  }

  async close(): Promise<void> {
    await Promise.all([...this.programs.values()].map((program) => program.close()));
  }

  private supervised(): ReadonlyMap<ControlPlaneProgram, Supervised> {
    const { node, options } = this;
    return new Map(
      CONTROL_PLANE.map((name) => {
        const { port, path } = HEALTH[name];
        const spec = {
          ...{ name, path: options.paths[name] },
          args: flagsOf(name, { node, members: options.members, encrypts: options.encrypts }),
        };
        const isAlive = () => passesProbe(node.reach(port), path, PROBE_TIMEOUT);
        return [
          name,
          new Supervised(node, { spec, isAlive, tell: (happening) => this.tell(name, happening) }),
        ];
      }),
    );
  }

  private tell(component: ControlPlaneProgram, happening: Happening): void {
    const { node, options } = this;
    const { journal, version } = options;
    if (happening.state === 'started' || happening.state === 'ready') {
      this.starts.set(component, happening.state === 'ready' ? 0 : this.startsInVain(component) + 1);
    }
    const t = journal.clock();
    journal.write({ type: 'component', t, node: node.name, component, version, ...told(happening) });
  }
}

const told = (happening: Happening) =>
  happening.state === 'ended'
    ? { state: happening.state, exit: happening.exit.signal ?? `code ${String(happening.exit.code)}` }
    : { state: happening.state };
