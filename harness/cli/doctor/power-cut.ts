import { run } from '../../artifacts/process-group';
import type { Check } from './check';
import { findProgram } from './search-path';

/** A power cut needs root, a free loop device, and an ext4 on it that Perl can shut down. */
export async function checkPowerCut(signal: AbortSignal): Promise<Check> {
  const [says, advice] = (await obstacle(signal)) ?? ['possible', ''];
  return { id: 'power-cut', ok: advice === '', needed: false, says, advice };
}

async function obstacle(signal: AbortSignal): Promise<[says: string, advice: string] | undefined> {
  if (process.geteuid?.() !== 0) {
    return ['needs root', 'run as root (sudo) to have it tested'];
  }
  for (const [program, aptPackage] of [
    ['mkfs.ext4', 'e2fsprogs'],
    ['losetup', 'mount'],
    ['perl', 'perl'],
  ] as const) {
    if (findProgram(program) === undefined) {
      return [`${program} not found`, `apt-get install ${aptPackage}`];
    }
  }
  const loop = await run(findProgram('losetup') ?? 'losetup', ['--find'], { signal });
  return loop.exitCode === 0
    ? undefined
    : [`no free loop device: ${loop.stderr.trim()}`, 'modprobe loop, or run outside of the container'];
}
