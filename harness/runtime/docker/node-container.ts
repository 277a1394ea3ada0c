import { GenericContainer, type StartedTestContainer, type WaitStrategy } from 'testcontainers';

/** Where a container is in a run's network, or whose place in it it shares. */
export type NetworkPlace =
  | { readonly network: string; readonly address: string; readonly ports: readonly number[] }
  | { readonly with: string }
  | 'nowhere';

/** A file or folder of this machine, and where the container sees it. */
interface Mount {
  readonly source: string;
  readonly target: string;
  readonly readOnly?: boolean;
}

export interface NodeContainerOptions {
  readonly image: string;
  readonly name: string;
  readonly entrypoint: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** What it sees of this machine. */
  readonly mounts: readonly Mount[];
  readonly workingFolder: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly place: NetworkPlace;
  /** The control group that it is in; the engine's own where not given. */
  readonly group?: string | undefined;
}

/** One program of a node. Testcontainers publishes ports on every interface and knows no fixed addresses; this does. */
class NodeContainer extends GenericContainer {
  constructor(private readonly options: NodeContainerOptions) {
    super(options.image);
    const { name, entrypoint, args, env, workingFolder, labels } = options;
    this.withName(name)
      .withEntrypoint([entrypoint])
      .withCommand([...args])
      .withEnvironment({ ...env })
      .withWorkingDir(workingFolder)
      .withLabels({ ...labels })
      .withWaitStrategy(NO_WAITING);
    const [user, group] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0];
    if (user !== 0) {
      this.withUser(`${user}:${group}`);
    }
  }

  protected override beforeContainerCreated(): Promise<void> {
    const { place, mounts, group } = this.options;
    if (group !== undefined) {
      this.hostConfig.CgroupParent = group;
    }
    this.hostConfig.Mounts = mounts.map(({ source, target, readOnly = false }) => ({
      ...{ Type: 'bind' as const, Source: source, Target: target, ReadOnly: readOnly },
    }));
    if (place === 'nowhere') {
      this.networkMode = 'none';
      return Promise.resolve();
    }
    if ('with' in place) {
      this.networkMode = `container:${place.with}`;
      return Promise.resolve();
    }
    this.networkMode = place.network;
    this.createOpts.NetworkingConfig = {
      EndpointsConfig: { [place.network]: { IPAMConfig: { IPv4Address: place.address } } },
    };
    const named = place.ports.map((port) => `${port}/tcp`);
    this.createOpts.ExposedPorts = Object.fromEntries(named.map((port) => [port, {}]));
    this.hostConfig.PortBindings = Object.fromEntries(
      named.map((port) => [port, [{ HostIp: '127.0.0.1', HostPort: '0' }]]),
    );
    return Promise.resolve();
  }
}

/** Whether a program is ready is for those who started it to say. */
const NO_WAITING: WaitStrategy = {
  waitUntilReady: () => Promise.resolve(),
  withStartupTimeout: () => NO_WAITING,
  isStartupTimeoutSet: () => true,
  getStartupTimeout: () => 0,
};

/** @throws Error with the engine's words */
export const startContainer = (options: NodeContainerOptions): Promise<StartedTestContainer> =>
  new NodeContainer(options).start();
