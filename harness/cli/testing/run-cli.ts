import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { compiled, packageRoot } from '../../package/root';

const CLI = join(packageRoot(), 'bin', 'etcd-assay.js');

/** How the CLI ended, and all that it printed. */
export interface Ran {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningCli {
  readonly child: ChildProcess;
  /** What it has printed so far, both streams together, in the order in which it came. */
  readonly said: () => string;
  readonly ended: Promise<Ran>;
}

export interface Setting {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Words before `node`: what the process is wrapped in, such as `unshare`. */
  readonly within?: readonly string[];
  /** Whether its standard input is a pipe to write to; else it has none. */
  readonly typing?: boolean;
}

/** Starts the real CLI, as built, in a process of its own. */
export function startCli(
  words: readonly string[],
  { cwd, env, within = [], typing = false }: Setting,
): RunningCli {
  requireFreshBuild();
  const [command = '', ...rest] = [...within, process.execPath, CLI, ...words];
  const child = spawn(command, rest, { cwd, env, stdio: [typing ? 'pipe' : 'ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '', said: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
      output.said += text;
    });
  }
  const ended = once(child, 'close').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as string | null,
    stdout: output.stdout,
    stderr: output.stderr,
  }));
  return { child, said: () => output.said, ended };
}

export const runCli = (words: readonly string[], setting: Setting): Promise<Ran> =>
  startCli(words, setting).ended;

/** A test of yesterday's build would say nothing about today's source. */
export function requireFreshBuild(): void {
  const built = statSync(compiled('harness/cli/main')).mtimeMs;
  const folders = ['harness', 'reports', 'suites'].filter((folder) =>
    existsSync(join(packageRoot(), folder)),
  );
  const newer = folders.flatMap((folder) => sourcesNewerThan(built, folder));
  if (newer.length > 0) {
    throw new Error(`the build is older than ${newer[0] ?? ''}; run "npm run build"`);
  }
}

function sourcesNewerThan(time: number, folder: string): string[] {
  return readdirSync(join(packageRoot(), folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ts$/.test(file) && !/\.(test|contract)\.ts$|(^|\/)testing\//.test(file))
    .map((file) => join(folder, file))
    .filter((file) => statSync(join(packageRoot(), file)).mtimeMs > time);
}
