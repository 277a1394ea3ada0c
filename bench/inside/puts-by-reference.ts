import { readFile } from 'node:fs/promises';
import type { Node } from '../../harness/runtime/node';
import { PUT_LOAD } from './put-load';
import { requestsPerSecond } from './requests-per-second';

export interface PutsByReference {
  readonly node: Node;
  /** Path of etcd's own benchmark tool. */
  readonly path: string;
  readonly puts: number;
  readonly endpoints: readonly string[];
  readonly round: number;
}

/** Puts by etcd's own benchmark tool on the same node as our clients. @returns puts a second, as it says */
export async function putsByReference({
  node,
  path,
  puts,
  endpoints,
  round,
}: PutsByReference): Promise<number> {
  const { clients, connections, keys, keyBytes, valueBytes } = PUT_LOAD;
  const args = [
    'put',
    `--clients=${clients}`,
    `--conns=${connections}`,
    `--key-size=${keyBytes}`,
    `--key-space-size=${keys}`,
    `--val-size=${valueBytes}`,
    `--total=${puts}`,
    `--endpoints=${endpoints.join(',')}`,
  ];
  const program = await node.start({ name: `benchmark-${round}`, path, args });
  const { code } = await program.exited;
  const said = await readFile(program.log, 'utf8');
  if (code !== 0) {
    throw new Error(`benchmark put ended with ${String(code)}: ${said.slice(-500)}`);
  }
  return requestsPerSecond(said);
}
