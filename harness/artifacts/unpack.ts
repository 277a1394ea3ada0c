import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { Unobtainable } from './unobtainable';

/**
 * Takes single files out of a .tar.gz; nothing else in it is written anywhere.
 * @param wanted path inside the archive → file name inside `folder`
 */
export async function unpack(
  archive: string,
  wanted: ReadonlyMap<string, string>,
  folder: string,
  signal?: AbortSignal,
): Promise<void> {
  const entries = extract();
  const reading = pipeline(createReadStream(archive), createGunzip(), entries, { signal });
  const missing = new Set(wanted.keys());
  const taking = (async () => {
    for await (const entry of entries) {
      const path = entry.header.name.replace(/^\.\//, '');
      const file = wanted.get(path);
      if (file === undefined || entry.header.type !== 'file') {
        entry.resume();
        continue;
      }
      await pipeline(entry, createWriteStream(join(folder, file), { mode: 0o755 }));
      missing.delete(path);
    }
  })();
  const [read, taken] = await Promise.allSettled([reading, taking]);
  signal?.throwIfAborted();
  for (const half of [taken, read]) {
    if (half.status === 'rejected') {
      throw asUnobtainable(archive, half.reason);
    }
  }
  if (missing.size > 0) {
    throw new Unobtainable(`the archive holds no ${[...missing].join(', ')}`);
  }
}

function asUnobtainable(archive: string, reason: unknown): unknown {
  const { code, syscall, message } = reason as NodeJS.ErrnoException;
  if (syscall !== undefined) {
    return reason;
  }
  return new Unobtainable(
    `the archive ${archive} cannot be read: ${message}${code === undefined ? '' : ` (${code})`}`,
  );
}
