import type { Journal } from '../journal/journal';
import { relay } from '../network/toxiproxy';
import type { Node } from '../runtime/node';
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

  private constructor(
    readonly node: Node,
    private readonly programs: ReadonlyMap<ControlPlaneProgram, Supervised>,
  ) {}

  /** Its sidecar has to run. */
  static async on(node: Node, { paths, version, journal, members }: MasterOptions): Promise<Master> {
    // Two of them serve their own node only, where a kubelet would ask them.
    for (const { port } of Object.values(HEALTH).filter(({ port }) => port !== API_PORT)) {
      await relay(node, `${node.address}:${port}`, `127.0.0.1:${port}`);
    }
    const programs = new Map<ControlPlaneProgram, Supervised>();
    const master = new Master(node, programs);
    for (const name of CONTROL_PLANE) {
      const { port, path } = HEALTH[name];
      const tell = (happening: Happening): void => {
        if (happening.state === 'started' || happening.state === 'ready') {
          master.starts.set(name, happening.state === 'ready' ? 0 : master.startsInVain(name) + 1);
        }
        journal.write({
          ...{ type: 'component', t: journal.clock(), node: node.name, component: name, version },
          ...told(happening),
        });
      };
      programs.set(
        name,
        new Supervised(node, {
          spec: { name, path: paths[name], args: flagsOf(name, { node, members }) },
          isAlive: () => passesProbe(node.reach(port), path, PROBE_TIMEOUT),
          tell,
        }),
      );
    }
    return master;
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

  async close(): Promise<void> {
    await Promise.all([...this.programs.values()].map((program) => program.close()));
  }
}

const told = (happening: Happening) =>
  happening.state === 'ended'
    ? { state: happening.state, exit: happening.exit.signal ?? `code ${String(happening.exit.code)}` }
    : { state: happening.state };
