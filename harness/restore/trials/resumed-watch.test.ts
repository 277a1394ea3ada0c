import { expect, test } from '@jest/globals';
import { once } from 'node:events';
import type { KubernetesObject } from '../api/object';
import type { Contended } from './contended';
import { WatchAgain } from './resumed-watch';

const event = (version: number) => ({
  type: 'MODIFIED',
  object: {
    ...{ apiVersion: 'v1', kind: 'ConfigMap' },
    metadata: { name: 'contended', resourceVersion: String(version) },
  } satisfies KubernetesObject,
});

/** A server that tells of what is made after the version that a watch goes on from, or answers with something else. */
function serving(begins: number, first?: unknown): Contended {
  let version = begins;
  const versions: number[] = [];
  let tell: (line: unknown) => void = () => undefined;
  let from = 0;
  const contended = {
    versions,
    change: () => {
      version += 1;
      versions.push(version);
      if (version > from) {
        tell(event(version));
      }
      return Promise.resolve(version);
    },
    watch: async (after: number, heard: (line: unknown) => void, until: AbortSignal) => {
      from = after;
      if (first !== undefined) {
        heard(first);
        return { code: 200, body: 1 };
      }
      tell = heard;
      await (until.aborted ? undefined : once(until, 'abort'));
      return { code: 200, body: 0 };
    },
    list: () => Promise.resolve({ code: 200 }),
  };
  return contended as unknown as Contended;
}

test('a watch that is told of every change has missed none', async () => {
  const contended = serving(100);
  const watch = new WatchAgain(contended, 100);
  await contended.change();
  expect(await watch.finish()).toEqual({ from: 100, made: [101, 102], told: [101, 102] });
});

test('one from a version to come misses what is made until then', async () => {
  const contended = serving(40);
  const watch = new WatchAgain(contended, 43);
  await contended.change();
  expect(await watch.finish()).toEqual({ from: 43, made: [41, 42, 43, 44], told: [44] });
});

test('one that is refused lists anew', async () => {
  const status = { kind: 'Status', code: 410, message: 'too old resource version' };
  const watch = new WatchAgain(serving(1_000, { type: 'ERROR', object: status }), 43);
  expect(await watch.finish()).toEqual({
    ...{ from: 43, ended: { code: 410, words: 'too old resource version' }, relisted: { code: 200 } },
  });
});

test('a bookmark is no change', async () => {
  const contended = serving(100);
  const heard: ((line: unknown) => void)[] = [];
  const watch = contended.watch.bind(contended);
  Object.assign(contended, {
    watch: (from: number, hear: (line: unknown) => void, until: AbortSignal) => {
      heard.push(hear);
      return watch(from, hear, until);
    },
  });
  const again = new WatchAgain(contended, 100);
  heard[0]?.({ ...event(150), type: 'BOOKMARK' });
  expect(await again.finish()).toMatchObject({ told: [101] });
});
