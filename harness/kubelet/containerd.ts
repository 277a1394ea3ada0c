import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../errors/refusal';
import { lastError } from '../kubernetes/last-error';
import type { Node } from '../runtime/node';
import type { RunningProgram } from '../runtime/running-program';
import { until, WaitedInVain } from '../time/until';
import { containerdConfig, mayLowerScores, podNetwork } from './containerd-config';
import type { Equipment } from './equipment';
import type { Image } from './image';

const ANSWERS_WITHIN = 30_000;
/** Where a kubelet looks for images. */
const NAMESPACE = 'k8s.io';

/** containerd on a node of its own, with whose mounts and control groups it ends. */
export class Containerd {
  private constructor(
    private readonly node: Node,
    private readonly ctr: string,
    readonly program: RunningProgram,
  ) {}

  /**
   * @param pause image of which a container holds each pod's network
   * @throws Refusal (environment) with its own last words where it does not answer
   */
  static async start(node: Node, equipment: Equipment, pause: Image): Promise<Containerd> {
    const [config, cniFolder] = [join(node.folder, 'containerd.toml'), join(node.folder, 'cni')];
    await mkdir(cniFolder, { recursive: true });
    await writeFile(join(cniFolder, 'pods.conflist'), podNetwork(node.address));
    await writeFile(
      config,
      containerdConfig({
        ...{ equipment, cniFolder, pause: pause.reference },
        lowersScores: mayLowerScores(),
      }),
    );
    const program = await node.start({
      ...{ name: 'containerd', path: equipment.containerd, args: ['--config', config] },
      env: { TMPDIR: '/run/tmp' },
    });
    const containerd = new Containerd(node, equipment.ctr, program);
    await containerd.answers();
    await containerd.take(pause);
    return containerd;
  }

  /** Imports an image, so that nothing has to be pulled. @throws Error with containerd's last words */
  async take({ file }: Image): Promise<void> {
    if (!(await this.asked(['--namespace', NAMESPACE, 'images', 'import', file]))) {
      throw new Error(`containerd of ${this.node.name} did not take ${file}: ${this.lastWords('ctr')}`);
    }
  }

  private async answers(): Promise<void> {
    const life = { ended: false };
    void this.program.exited.then(() => (life.ended = true));
    try {
      await until(async () => life.ended || this.asked(['version']), {
        ...{ within: ANSWERS_WITHIN, every: 50, what: 'containerd to answer' },
      });
    } catch (error) {
      throw error instanceof WaitedInVain ? this.refusal(error.message) : error;
    }
    if (life.ended) {
      throw this.refusal('it ended');
    }
  }

  private async asked(args: readonly string[]): Promise<boolean> {
    const asking = await this.node.start({ name: 'ctr', path: this.ctr, args });
    return (await asking.exited).code === 0;
  }

  private refusal(why: string): Refusal {
    const { name } = this.node;
    return Refusal.environment(
      `containerd of ${name} did not come up: ${why}; its last words: ${this.lastWords('containerd')}`,
    );
  }

  private lastWords(program: string): string {
    const { line, log } = lastError(this.node, program);
    return `${line}; see ${log}`;
  }
}
