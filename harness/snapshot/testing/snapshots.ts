import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { testProgram } from '../../cluster/testing/programs';
import { liveCluster } from '../../cluster/testing/live-cluster';
import type { Member } from '../../cluster/member';

const execute = promisify(execFile);

/** Real snapshots of real members, and what may become of their files. */
export class Snapshots {
  private constructor(private readonly folder: string) {}

  static async create(): Promise<Snapshots> {
    return new Snapshots(await mkdtemp(join(tmpdir(), 'etcd-assay-test-')));
  }

  path(name: string): string {
    return join(this.folder, `${name}.db`);
  }

  /** Lets a member of a version be filled, and then saves what it holds. */
  async of(
    version: string,
    fill: (member: Member, save: (name: string, ...user: string[]) => Promise<void>) => Promise<void>,
  ): Promise<void> {
    const live = await liveCluster(1, { version });
    try {
      const [member] = live.cluster.members as readonly [Member, ...Member[]];
      await fill(member, async (name, ...user) => {
        const words = ['snapshot', 'save', this.path(name)];
        await execute(testProgram(`etcdctl-${version}`), [
          `--endpoints=${member.address}`,
          ...user,
          ...words,
        ]);
      });
    } finally {
      await live.close();
    }
  }

  /** Another file, made from a sound one. */
  async damaged(name: string, from: string, damage: (bytes: Buffer) => Buffer): Promise<string> {
    await writeFile(this.path(name), damage(await readFile(this.path(from))));
    return this.path(name);
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true });
  }
}
