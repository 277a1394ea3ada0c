import { Refusal } from '../errors/refusal';
import type { Node } from '../runtime/node';
import type { RunningProgram } from '../runtime/running-program';
import { until, WaitedInVain } from '../time/until';
import { lastError } from './last-error';
import { passesProbe } from './passes-probe';
import { API_PORT } from './pki';
import { flagsOf } from './program-flags';

const NAME = 'kube-apiserver';
/** Milliseconds. */
const READY_WITHIN = 60_000;
const PATIENCE = 2_000;

export interface ApiServerOptions {
  /** With the files of a master's `Pki` on it. */
  readonly node: Node;
  /** Path of the program. */
  readonly path: string;
  /** Whom it asks, by names that its node knows; none: the member on its own node. */
  readonly members: readonly string[];
  /** Whether it encrypts what it writes, as the node's own file says. */
  readonly encrypts: boolean;
}

/** One kube-apiserver that nobody starts again. */
export class ApiServer {
  private constructor(
    private readonly node: Node,
    private readonly running: RunningProgram,
  ) {}

  /** @throws Refusal (environment) with its own last error where it does not become ready */
  static async start({ node, path, members, encrypts }: ApiServerOptions): Promise<ApiServer> {
    const args = flagsOf(NAME, { node, members, encrypts });
    const server = new ApiServer(node, await node.start({ name: NAME, path, args }));
    try {
      await until(() => server.isReady(), {
        ...{ within: READY_WITHIN, every: 50, what: `${NAME} of ${node.name} to become ready` },
      });
    } catch (error) {
      throw error instanceof WaitedInVain ? server.refusal(error.message) : error;
    }
    return server;
  }

  /** Host and port. */
  get endpoint(): string {
    return this.node.reach(API_PORT);
  }

  private async isReady(): Promise<boolean> {
    if ((await this.running.state()) === 'gone') {
      throw this.refusal('it ended');
    }
    return passesProbe(this.endpoint, '/readyz', PATIENCE);
  }

  private refusal(why: string): Refusal {
    const { line, log } = lastError(this.node, NAME);
    return Refusal.environment(
      `${NAME} of ${this.node.name} did not become ready: ${why}; its last error: ${line}; see ${log}`,
    );
  }
}
