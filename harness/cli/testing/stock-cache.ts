import { cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../../artifacts/cache';
import { DEFAULT_RELEASES } from '../../artifacts/defaults';
import { resolveRelease } from '../../artifacts/resolve-release';

/** Puts what the gate needs into a cache of a test's own; obtains it first where nobody has it yet. */
export async function stockCache(cache: string): Promise<void> {
  const options = { own: [], progress: (line: string) => process.stderr.write(`${line}\n`) };
  for (const { family, version } of DEFAULT_RELEASES) {
    const { programs } = await resolveRelease(family, version, options);
    const folder = dirname(programs[0]?.path ?? '');
    cpSync(folder, join(cache, folder.slice(cacheFolder().length)), { recursive: true });
  }
}
