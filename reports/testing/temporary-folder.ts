import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs a test in a folder of its own, gone afterwards. */
export function inTemporaryFolder<T>(test: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'etcd-assay-reports-'));
  try {
    return test(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
