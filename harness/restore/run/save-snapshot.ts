import { readFileSync } from 'node:fs';
import { Refusal } from '../../errors/refusal';
import type { Member } from '../../cluster/member';
import type { Node } from '../../runtime/node';
import { lastErrorIn } from '../last-error';

/**
 * Saves a snapshot of a member as an operator does.
 * @param etcdctl path of the program
 * @throws Refusal (environment) in etcdctl's own words
 */
export async function saveSnapshot(
  client: Node,
  etcdctl: string,
  { address, name }: Member,
  file: string,
): Promise<void> {
  const saving = await client.start({
    ...{ name: 'snapshot-save', path: etcdctl },
    args: ['--endpoints', address, 'snapshot', 'save', file],
  });
  const { code } = await saving.exited;
  if (code !== 0) {
    throw Refusal.environment(
      `no snapshot of ${name} could be saved: ${lastErrorIn(readFileSync(saving.log, 'utf8'))}; see ${saving.log}`,
    );
  }
}
