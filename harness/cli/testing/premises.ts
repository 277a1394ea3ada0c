import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type LivingProcess,
  livingProcesses,
  loopDevices,
  mountedNamespaces,
  mounts,
  ownControlGroups,
  uptime,
} from './machine-traces';

/** Private namespaces that runs had, and the machine's uptime when that was seen. */
export interface Seen {
  readonly ids: ReadonlySet<string>;
  readonly at: number;
}

/**
 * A place of its own for runs of the CLI, where everything that they leave behind is found again: their
 * processes by a mark that children inherit, their files because every folder that they may write to is here.
 */
export class Premises {
  readonly root = mkdtempSync(join(tmpdir(), 'etcd-assay-premises-'));
  readonly cwd = this.folder('cwd');
  readonly temporary = this.folder('tmp');
  readonly cache = this.folder('cache');
  private readonly mark = randomBytes(8).toString('hex');
  private readonly own = new Set(Object.values(this.namespacesOf(process.pid)));

  /** For the CLI: no variable of ours or of the user's says more than this. */
  readonly env: NodeJS.ProcessEnv = {
    PATH: process.env['PATH'],
    HOME: this.folder('home'),
    TMPDIR: this.temporary,
    ETCD_ASSAY_CACHE: this.cache,
    ETCD_ASSAY_TEST_MARK: this.mark,
  };

  private folder(name: string): string {
    const path = join(this.root, name);
    mkdirSync(path);
    return path;
  }

  private namespacesOf(pid: number): LivingProcess['namespaces'] {
    return livingProcesses().find((one) => one.pid === pid)?.namespaces ?? {};
  }

  /** Living processes of the runs here. */
  processes(): LivingProcess[] {
    return livingProcesses().filter(({ environment }) =>
      environment.split('\0').includes(`ETCD_ASSAY_TEST_MARK=${this.mark}`),
    );
  }

  /** The private namespaces of the runs here, at this moment. */
  namespaces(): Seen {
    const ids = this.processes().flatMap(({ namespaces }) => Object.values(namespaces));
    return { ids: new Set(ids.filter((id) => !this.own.has(id))), at: uptime() };
  }

  /**
   * What of the machine and of the premises is there now, one line each. Equal before and after a run: nothing
   * was left behind.
   * @param seen namespaces that a run had; whether anything still holds them
   * @param out the run's own folder, which may stay
   */
  traces(seen: Seen = NOTHING, out?: string): string[] {
    return [
      ...this.processes().map(({ pid, command }) => `process ${pid} ${command}`),
      ...held(seen).map((id) => `namespace ${id}`),
      ...mounts().map((line) => `mount ${line}`),
      ...loopDevices().map((line) => `loop device ${line}`),
      ...ownControlGroups().map((folder) => `control group ${folder}`),
      ...this.files(out).map((file) => `file ${file}`),
    ].sort();
  }

  /** Every file and folder here but the lock files of the cache, which stay by design. */
  private files(out: string | undefined): string[] {
    return readdirSync(this.root, { recursive: true, encoding: 'utf8' }).filter((file) => {
      const path = join(this.root, file);
      const inOut = out !== undefined && `${path}/`.startsWith(`${out}/`);
      return !inOut && !file.startsWith('cache/locks/');
    });
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }
}

const NOTHING: Seen = { ids: new Set(), at: 0 };

/** Ids are used again: a process that started after the look got the same number for something new. */
function held({ ids, at }: Seen): string[] {
  if (ids.size === 0) {
    return [];
  }
  const holders = livingProcesses().filter(({ startedAt }) => startedAt <= at);
  const heldNow = new Set(
    holders.flatMap(({ pid, namespaces }) => [...Object.values(namespaces), ...mountedNamespaces(pid)]),
  );
  return [...ids].filter((id) => heldNow.has(id));
}
