import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ControlPlane } from '../../kubernetes/control-plane';
import { kubeconfig } from '../../kubernetes/kubeconfig';
import { API_PORT, folderOf } from '../../kubernetes/pki';
import type { Node } from '../../runtime/node';
import type { RunningProgram } from '../../runtime/running-program';
import { VELERO_NAMESPACE } from './installed';

export interface VeleroPrograms {
  readonly velero: string;
  /** The plugin by which it speaks to S3. */
  readonly plugin: string;
}

/**
 * The server's command line. Nothing that it waits for takes longer than the harness does, and it looks often: by default it may
 * wait for four hours, and looks every minute.
 */
const FLAGS = {
  namespace: VELERO_NAMESPACE,
  'metrics-address': '127.0.0.1:8085',
  'profiler-address': '127.0.0.1:6060',
  'backup-sync-period': '10s',
  'item-operation-sync-frequency': '2s',
  'store-validation-frequency': '30s',
  'fs-backup-timeout': '5m',
  'resource-timeout': '2m',
  'default-item-operation-timeout': '5m',
  'terminating-resource-timeout': '1m',
};

/** Velero's server as a process. Port 8080 is written into it, so each needs a node to itself. */
export class VeleroServer {
  private current: RunningProgram | undefined;

  private constructor(
    private readonly node: Node,
    private readonly program: string,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  /** Lays out what it needs on its node. */
  static async on(
    node: Node,
    { masters, identity }: ControlPlane,
    { velero, plugin }: VeleroPrograms,
  ): Promise<VeleroServer> {
    const [master] = masters;
    const address = master?.node.address ?? '';
    const config = join(folderOf(node), 'velero.conf');
    // Where it keeps credentials; of two that share one, each would overwrite the other's.
    const temporary = join(node.folder, 'tmp');
    await mkdir(folderOf(node), { recursive: true, mode: 0o700 });
    await writeFile(config, kubeconfig(`https://${address}:${API_PORT}`, 'velero', identity), {
      mode: 0o600,
    });
    await mkdir(temporary);
    await mkdir(pluginsOf(node));
    await symlink(plugin, join(pluginsOf(node), 'velero-plugin-for-aws'));
    return new VeleroServer(node, velero, {
      ...{ KUBECONFIG: config, TMPDIR: temporary, VELERO_NAMESPACE, HOME: node.folder },
    });
  }

  /** The one that runs. */
  get running(): RunningProgram {
    if (this.current === undefined) {
      throw new Error(`Velero was not started on ${this.node.name}`);
    }
    return this.current;
  }

  async start(): Promise<void> {
    const flags = Object.entries({ 'plugin-dir': pluginsOf(this.node), ...FLAGS }).map(
      ([name, value]) => `--${name}=${value}`,
    );
    // Its plugins for Kubernetes' own kinds are itself once more, called as it was called: by its whole path, words first.
    this.current = await this.node.start({
      ...{ name: 'velero', path: this.program, args: ['server', ...flags], env: this.env },
    });
  }

  /** Ends it with its plugins, which a server that hangs would leave behind. */
  async stop(): Promise<void> {
    await this.running.signal('SIGKILL');
    await this.running.exited;
  }
}

const pluginsOf = ({ folder }: Node): string => join(folder, 'plugins');
