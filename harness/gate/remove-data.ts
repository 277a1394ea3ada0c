import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { nodesFolder } from './paths';
import type { Plan } from './plan';

/**
 * Members' data is large, and nobody needs that of a run that passed; logs stay. Where a run did not pass it
 * is evidence and stays too.
 */
export async function removeData(plan: Plan): Promise<void> {
  const nodes = nodesFolder(plan);
  for (const node of await readdir(nodes)) {
    const data = (await readdir(join(nodes, node))).filter((name) => name.startsWith('data'));
    await Promise.all(data.map((name) => rm(join(nodes, node, name), { recursive: true })));
  }
}
