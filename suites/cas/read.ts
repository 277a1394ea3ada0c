import type { KeyValue } from '../../harness/journal/request';
import type { RecordingClient } from '../../harness/workload/recording-client';
import { answerTo } from '../answers';
import { Violated } from '../violated';

/** The key as a linearizable read shows it; undefined where there is none. @throws Unanswered */
export async function read(client: RecordingClient, key: string): Promise<KeyValue | undefined> {
  return answerTo('range', await client.perform({ range: { key } })).kvs[0];
}

/** A key that must be there. @throws Violated where it is not */
export async function readExisting(client: RecordingClient, key: string): Promise<KeyValue> {
  const kv = await read(client, key);
  if (kv === undefined) {
    throw new Violated(`${key} is not there, though its put was answered`);
  }
  return kv;
}
