import { readFile } from 'node:fs/promises';
import { Refusal } from '../errors/refusal';
import type { Node } from '../runtime/node';
import type { Member } from './member';
import { reasonIn } from './restore-snapshot';

/**
 * Saves a snapshot of a member as an operator does.
 * @param from the node on which etcdctl runs
 * @param etcdctl path of the program
 * @throws Refusal (environment) in etcdctl's own words
 */
export async function saveSnapshot(
  from: Node,
  etcdctl: string,
  { address, name }: Member,
  file: string,
): Promise<void> {
  const saving = await from.start({
    ...{ name: 'snapshot-save', path: etcdctl },
    args: ['--endpoints', address, 'snapshot', 'save', file],
  });
  const { code, signal } = await saving.exited;
  if (code !== 0) {
    const why = reasonIn(await readFile(saving.log, 'utf8'), signal, 'etcdctl');
    throw Refusal.environment(`no snapshot of ${name} could be saved: ${why}; see ${saving.log}`);
  }
}
