import { expect } from '@jest/globals';
import { until } from '../../harness/time/until';
import { ConcurrencyServices } from '../../harness/workload/concurrency-services';
import type { RecordingClient } from '../../harness/workload/recording-client';
import { answerTo } from '../answers';
import { assay } from '../assay';
import type { Trial } from '../trial';
import { need, prepared } from '../unanswered';

const GIVEN = 'has the lock';
const LONG = 30;
const SHORT = 2;
/** The waiter's lease, a leader change that renews it, and a slow machine. */
const GONE_WITHIN = 20_000;

const granted = async (client: RecordingClient, ttl: number): Promise<string> =>
  answerTo('grant', await client.perform({ grant: { ttl } })).lease;

const keysUnder = async (client: RecordingClient, name: string): Promise<string[]> => {
  const { kvs } = answerTo('range', await client.perform({ range: { key: `${name}/`, end: `${name}0` } }));
  return kvs.map(({ key }) => key);
};

function services(trial: Trial): ConcurrencyServices {
  const made = new ConcurrencyServices(trial.member(0).endpoint);
  trial.atEnd(() => made.close());
  return made;
}

/**
 * etcd issue 11456: the server used to hand the lock to a waiter whose lease had ended while it waited. Since 3.4.4 and
 * 3.5.0 it looks after its key once more before it answers.
 */
assay('LOCK-4', "the server's Lock API: a waiter whose lease ends does not get the lock", async (trial) => {
  const name = trial.key('lock');
  trial.declareOutside('the Lock API', { key: `${name}/`, end: `${name}0` });
  const client = trial.client(trial.member(0));
  const [holder, waiter] = [services(trial), services(trial)];
  const held = await prepared(holder.lock(name, await granted(client, LONG)));
  const waiting = waiter.lock(name, await granted(client, SHORT)).then(
    () => GIVEN,
    (error: unknown) => String(error),
  );
  await prepared(
    until(async () => (await keysUnder(client, name)).length === 2, {
      within: SHORT * 1_000,
      what: 'the waiter to queue up',
    }),
  );
  await prepared(
    until(async () => (await keysUnder(client, name)).join() === held, {
      within: GONE_WITHIN,
      what: "the waiter's lease to end",
    }),
  );
  await prepared(holder.unlock(held));
  const answer = await waiting;
  const isAnswer = answer === GIVEN || /session is expired|lease not found|session expired/.test(answer);
  need(
    isAnswer,
    `the waiter was told neither that it has the lock nor that its lease is gone, but ${answer}`,
  );
  expect(answer).not.toBe(GIVEN);
});
