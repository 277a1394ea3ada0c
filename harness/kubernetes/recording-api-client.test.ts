import { describe, expect, test } from '@jest/globals';
import type { JournalRecord } from '../journal/record';
import { NoAnswer, type ApiAnswer, type ApiClient } from './api-client';
import { RecordingApiClient } from './recording-api-client';

/** What a call whose server answers so leaves in the journal. */
async function recorded(
  answer: () => Promise<ApiAnswer>,
  about: Parameters<RecordingApiClient['perform']>[0],
): Promise<Partial<Extract<JournalRecord, { type: 'api' }>>> {
  const records: JournalRecord[] = [];
  let now = 100;
  const journal = { clock: () => (now += 10), write: (record: JournalRecord) => records.push(record) };
  const client = { ask: answer, close: () => undefined };
  const recording = new RecordingApiClient(client as unknown as ApiClient, journal, {
    client: 7,
    node: 'm1',
  });
  await recording.perform(about, { method: 'GET', path: '/' });
  return records[0] as Partial<Extract<JournalRecord, { type: 'api' }>>;
}

const versioned = { metadata: { resourceVersion: '42' } };
const GET = { verb: 'get', object: 'pods/a/b' } as const;

describe('RecordingApiClient', () => {
  test('tells the version of an object that it was answered', async () => {
    expect(await recorded(() => Promise.resolve({ code: 200, body: versioned }), GET)).toEqual({
      ...{ type: 'api', began: 110, t: 120, client: 7, node: 'm1', ...GET },
      ...{ code: 200, revision: 42 },
    });
  });

  test('takes the version of a refusal or of a list for nobody’s', async () => {
    const refused = await recorded(() => Promise.resolve({ code: 409, body: versioned }), GET);
    expect(refused).not.toHaveProperty('revision');
    const list = { verb: 'list', object: 'pods/a/' } as const;
    expect(await recorded(() => Promise.resolve({ code: 200, body: versioned }), list)).not.toHaveProperty(
      'revision',
    );
  });

  test('tells how many events a watch was shown', async () => {
    const watch = { verb: 'watch', object: 'pods/a/' } as const;
    expect(await recorded(() => Promise.resolve({ code: 200, body: 12 }), watch)).toMatchObject({
      events: 12,
    });
  });

  test('tells from when it was due where it is paced', async () => {
    const call = await recorded(() => Promise.resolve({ code: 200, body: versioned }), { ...GET, due: 60 });
    expect(call).toMatchObject({ began: 60, paced: true });
    expect(call).not.toHaveProperty('due');
  });

  test('leaves open what became of a call without an answer, and hides no other error', async () => {
    const none = await recorded(() => Promise.reject(new NoAnswer('no answer within 2 s')), GET);
    expect(none).toMatchObject({ error: 'no answer within 2 s' });
    expect(none).not.toHaveProperty('code');
    await expect(recorded(() => Promise.reject(new TypeError('oh')), GET)).rejects.toThrow('oh');
  });
});
