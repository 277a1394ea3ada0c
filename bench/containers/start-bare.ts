import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { startGuarded } from '../../harness/artifacts/process-group';
import { packageRoot } from '../../harness/package/root';
import { CLIENT_PORTS } from '../../harness/runtime/docker/docker-client-node';
import { CONTROL_PORT, NODE_PORTS, RELAYS } from '../../harness/runtime/docker/docker-node';
import { containerEngine } from '../../harness/runtime/docker/engine';
import { imageOf } from '../../harness/runtime/docker/image-of';
import { labelsOf } from '../../harness/runtime/docker/labels';
import { bareFlags } from '../bare-flags';
import { VERSION } from '../programs';
import type { Start } from './start';

const SCRIPT = 'bench/containers/start-bare.sh';
const SUBNET = '10.254.77';
const DEADLINE = 90_000;
const MEMBERS = ['m1', 'm2', 'm3'];

/**
 * Has a script start the same containers that a cluster of ours is made of, by `docker run`.
 * @returns milliseconds from the script's start to its end
 */
export async function startBare({ folder, run, paths, signal }: Start): Promise<number> {
  const engine = await containerEngine();
  const images = [await imageOf(paths.toxiproxy, engine), await imageOf(paths.etcd, engine)];
  const addresses = new Map(MEMBERS.map((name, index) => [name, `${SUBNET}.${index + 2}`]));
  await wordsIn(
    join(folder, 'labels'),
    Object.entries(labelsOf(run)).map((label) => label.join('=')),
  );
  const flags = bareFlags([...addresses.values()], { folder, version: VERSION });
  for (const [name, address] of addresses) {
    await wordsIn(join(folder, `${name}.ports`), published([...NODE_PORTS, ...RELAYS]));
    await wordsIn(join(folder, `${name}.flags`), flags.get(address) ?? []);
  }
  await wordsIn(join(folder, 'client.ports'), published([CONTROL_PORT, ...CLIENT_PORTS]));
  const nodes = [...addresses, ['client', `${SUBNET}.254`]].map((node) => node.join('='));
  const words = [paths.etcdctl, folder, run.name, `${SUBNET}.0/24`, ...images, ...nodes];
  const begun = performance.now();
  const { exitCode, stderr } = await startGuarded('bash', [join(packageRoot(), SCRIPT), ...words], {
    signal: AbortSignal.any([signal, AbortSignal.timeout(DEADLINE)]),
  }).ended;
  const milliseconds = performance.now() - begun;
  signal.throwIfAborted();
  if (exitCode !== 0) {
    throw new Error(`${SCRIPT} ended with ${String(exitCode)}: ${stderr.trim().split('\n').at(-1) ?? ''}`);
  }
  return milliseconds;
}

const published = (ports: readonly number[]): string[] => ports.map((port) => `--publish=127.0.0.1::${port}`);

const wordsIn = (path: string, words: readonly string[]): Promise<void> =>
  writeFile(path, words.map((word) => `${word}\n`).join(''));
