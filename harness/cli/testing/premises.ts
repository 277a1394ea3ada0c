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
} from './machine-traces';

/**
 * Private namespaces that runs had, each with the processes that held it then (`holderOf`). The kernel soon gives the
 * number of one that is gone to another: only who held it then tells that it is still the same.
 */
export type Seen = ReadonlyMap<string, ReadonlySet<string>>;

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
    const ids = new Set(this.processes().flatMap(({ namespaces }) => Object.values(namespaces)));
    const holders = holdersNow();
    return new Map(
      [...ids].filter((id) => !this.own.has(id)).map((id) => [id, holders.get(id) ?? new Set<string>()]),
    );
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

const NOTHING: Seen = new Map();

/** What was seen and is held by one who held it then; its other holders carry the mark or came by its number later. */
function held(seen: Seen): string[] {
  if (seen.size === 0) {
    return [];
  }
  const now = holdersNow();
  return [...seen].flatMap(([id, then]) => ([...then].some((one) => now.get(id)?.has(one)) ? [id] : []));
}

/** Namespace → the processes that are in it or have it mounted. */
function holdersNow(): Map<string, Set<string>> {
  const holders = new Map<string, Set<string>>();
  for (const process of livingProcesses()) {
    for (const id of [...Object.values(process.namespaces), ...mountedNamespaces(process.pid)]) {
      holders.set(id, (holders.get(id) ?? new Set()).add(holderOf(process)));
    }
  }
  return holders;
}

/** Numbers of processes are used again too, but not within one tick of the clock. */
const holderOf = ({ pid, startedAt }: LivingProcess): string => `${pid} since ${startedAt}`;
