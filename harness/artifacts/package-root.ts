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
