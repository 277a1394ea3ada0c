import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { CLIENT_PORT } from '../../harness/network/network';
import { packageRoot } from '../../harness/package/root';
import { run } from '../../harness/runtime/sandbox/run';
import { bareFlags } from '../bare-flags';
import type { Started, TaskOf } from './task';

/** The same flags as our members get, on three loopback addresses instead of three nodes. */
const ADDRESSES = ['127.0.0.1', '127.0.0.2', '127.0.0.3'] as const;
const SCRIPT = 'bench/inside/start-bare.sh';

/** Runs the shell script that starts three bare members, and times it from its start to its end. */
export async function startBare({ folder, version, paths }: TaskOf<'start-bare'>): Promise<Started> {
  await run('ip', ['link', 'set', 'lo', 'up']);
  for (const [address, flags] of bareFlags(ADDRESSES, { folder, version })) {
    await writeFile(join(folder, `${address}.flags`), `${flags.join('\n')}\n`);
  }
  const words = [join(packageRoot(), SCRIPT), paths.etcd, paths.etcdctl, String(CLIENT_PORT), ...ADDRESSES];
  const begun = performance.now();
  const script = spawn('bash', words, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = (await once(script, 'exit')) as [number | null];
  const milliseconds = performance.now() - begun;
  if (code !== 0) {
    throw new Error(`${SCRIPT} ended with ${String(code)}`);
  }
  return { milliseconds, parts: {} };
}
