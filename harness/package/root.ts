import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of this package: the checkout, or node_modules/etcd-assay once installed. */
export function packageRoot(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    folder = dirname(folder);
  }
  return folder;
}

/**
 * Path of a compiled file, for programs that run in processes of their own: a test may run from the
 * source, those programs never do.
 * @param source path of the source from the package's root, without its ending
 */
export function compiled(source: string): string {
  return join(packageRoot(), 'dist', `${source}.js`);
}
