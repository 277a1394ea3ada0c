import { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { extract } from 'tar-stream';
import type { Resource } from '../api/resource';

/** Paths of all files in a .tar.gz. @throws Error where it is none */
export async function pathsIn(archive: Buffer): Promise<string[]> {
  const entries = Readable.from([gunzipSync(archive)]).pipe(extract());
  const paths: string[] = [];
  for await (const entry of entries) {
    paths.push(entry.header.name);
    entry.resume();
  }
  return paths;
}

/**
 * Where Velero puts an object in its archive; source: pkg/backup/item_backupper.go.
 * @param namespace undefined for an object of no namespace
 */
export function pathOf(
  { apiVersion, plural }: Pick<Resource, 'apiVersion' | 'plural'>,
  namespace: string | undefined,
  name: string,
): string {
  const group = apiVersion.includes('/') ? `.${apiVersion.split('/', 1).join()}` : '';
  return `resources/${plural}${group}/${namespace === undefined ? 'cluster' : `namespaces/${namespace}`}/${name}.json`;
}
