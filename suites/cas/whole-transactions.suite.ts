import { expect } from '@jest/globals';
import type { KeyValue } from '../../harness/journal/request';
import type { Outcome, RecordingClient } from '../../harness/workload/recording-client';
import { assay } from '../assay';

import type { Trial } from '../trial';

const CHANGES = 20;
/** Milliseconds; enough by far unless calls go unanswered. */
const WRITE_FOR = 15_000;
const WATCH_WITHIN = 10_000;

/** What one reader saw of both keys at once. */
interface Sight {
  readonly by: string;
  readonly pair: readonly KeyValue[];
}

assay('CAS-6', 'no reader, watcher or member sees half a transaction over two keys', async (trial) => {
  const [left, right] = [trial.key('pair/left'), trial.key('pair/right')];
  const watches = trial.arena.members.map((member) =>
    trial.watch(member, { key: trial.key('pair/'), end: trial.key('pair0') }),
  );
  const writers = trial.clients(1);
  let writing = true;
  const write = Promise.all(writers.map((writer) => change(trial, writer, [left, right]))).then(
    (acknowledged) => {
      writing = false;
      return acknowledged.flat();
    },
  );
  const sights = (
    await Promise.all(trial.clients(1).map((reader) => look(reader, [left, right], () => writing)))
  ).flat();
  const acknowledged = await write;

  expect(acknowledged.length).toBeGreaterThan(0);
  for (const { by, pair } of sights) {
    expect({ by, halves: halvesOf(pair) }).toEqual({ by, halves: [] });
  }
  // A reader that saw one state only could not have seen a half.
  for (const by of ['transaction', 'range', 'member', 'revision']) {
    const states = new Set(sights.filter((sight) => sight.by === by).map(({ pair }) => pair[0]?.mod));
    expect({ by, several: states.size > 2 }).toEqual({ by, several: true });
  }
  const last = Math.max(...acknowledged);
  await trial.journal.toSee(
    () => watches.every((watch) => watch.events().filter(({ mod }) => mod === last).length === 2),
    `every watch to see revision ${last}`,
    WATCH_WITHIN,
  );
  for (const [watch, events] of watches.flatMap((one, at) =>
    one.responses().map((told) => [at, told] as const),
  )) {
    const puts = events.flatMap((event) => (event.is === 'put' ? [event.kv] : []));
    for (const { mod } of puts) {
      const pair = puts.filter((kv) => kv.mod === mod);
      expect({ watch, mod, keys: pair.length, halves: halvesOf(pair) }).toEqual({
        watch,
        mod,
        keys: 2,
        halves: [],
      });
    }
  }
});

/** What is wrong with a sight of both keys: nothing where there are none yet, or both from one transaction. */
function halvesOf(pair: readonly KeyValue[]): string[] {
  const states = new Set(pair.map(({ value, mod }) => `${value} at ${mod}`));
  return pair.length === 1 || states.size > 1 ? [...states] : [];
}

/** @returns the revisions of those changes that were acknowledged */
async function change(trial: Trial, client: RecordingClient, keys: readonly string[]): Promise<number[]> {
  const revisions: number[] = [];
  const giveUp = performance.now() + WRITE_FOR;
  for (let count = 1; count <= CHANGES && performance.now() < giveUp; count += 1) {
    const value = trial.unique();
    const then = keys.map((key) => ({ put: { key, value } }));
    const outcome = await client.perform({ txn: { if: [], then, else: [] } });
    if (outcome.is === 'ok' && 'txn' in outcome.response) {
      revisions.push(outcome.response.txn.revision);
    }
  }
  return revisions;
}

/** Looks at both keys in every way there is, again and again, while they change. */
async function look(
  client: RecordingClient,
  [left, right]: readonly [string, string],
  going: () => boolean,
): Promise<Sight[]> {
  const sights: Sight[] = [];
  const span = { key: left.replace(/left$/, ''), end: left.replace(/\/left$/, '0') };
  const both = { then: [{ range: { key: left } }, { range: { key: right } }], else: [] };
  while (going()) {
    const whole = await client.perform({ range: span });
    sights.push(...sightOf('range', [whole]));
    sights.push(...sightOf('member', [await client.perform({ range: { ...span, serializable: true } })]));
    sights.push(...sightOf('transaction', [await client.perform({ txn: { if: [], ...both } })]));
    if (whole.is === 'ok' && 'range' in whole.response) {
      const { revision } = whole.response.range;
      const one = await client.perform({ range: { key: left, revision } });
      sights.push(...sightOf('revision', [one, await client.perform({ range: { key: right, revision } })]));
    }
  }
  return sights;
}

/** A sight is whole only where everything it is made of was answered. */
function sightOf(by: string, outcomes: readonly Outcome[]): Sight[] {
  const pair: KeyValue[] = [];
  for (const outcome of outcomes) {
    if (outcome.is !== 'ok') {
      return [];
    }
    if ('range' in outcome.response) {
      pair.push(...outcome.response.range.kvs);
    } else if ('txn' in outcome.response) {
      pair.push(...outcome.response.txn.responses.flatMap((one) => ('range' in one ? one.range.kvs : [])));
    }
  }
  return [{ by, pair }];
}
