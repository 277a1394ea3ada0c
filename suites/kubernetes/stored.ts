import type { KeyValue } from '../../harness/journal/request';
import type { RecordingClient } from '../../harness/workload/recording-client';
import { etcdClient } from '../../harness/cluster/etcd-client';
import { answerTo } from '../answers';
import type { Trial } from '../trial';
import { Unanswered } from '../unanswered';

/** What etcd holds at a key as of a revision, or now; undefined where there is nothing. */
export async function storedAt(
  client: RecordingClient,
  key: string,
  revision?: number,
): Promise<KeyValue | undefined> {
  const range = { key, ...(revision === undefined ? {} : { revision }) };
  const { kvs } = answerTo('range', await client.perform({ range }));
  return kvs[0];
}

/** Milliseconds. */
const DEADLINE = 5_000;

/** The value as it is: the journal has a digest of a long one, and text that was never meant to be any is not told apart. */
export async function bytesAt(trial: Trial, key: string): Promise<Buffer> {
  const client = etcdClient(trial.member(0).endpoint, DEADLINE);
  trial.atEnd(() => client.close());
  const { kvs } = await client.kv.range({ key: Buffer.from(key) }).catch((error: unknown) => {
    throw new Unanswered(`no answer to a read of ${key}: ${String(error)}`);
  });
  return kvs[0]?.value ?? Buffer.alloc(0);
}
