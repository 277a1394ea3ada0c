import { expect, test } from '@jest/globals';
import type { KubernetesObject } from '../api/object';
import type { Answer } from '../fidelity/trials';
import type { Contended } from './contended';
import { staleWrite } from './stale-write';

const at = (version: number, uid = 'old'): KubernetesObject => ({
  ...{ apiVersion: 'v1', kind: 'ConfigMap' },
  metadata: { name: 'contended', uid, resourceVersion: String(version) },
});

/** A cluster in which each change of the object takes one revision, and others' writes some more. */
function cluster({ begins, step = 1, uid = 'old' }: { begins: number; step?: number; uid?: string }) {
  const state = { version: begins, written: [] as KubernetesObject[] };
  const refused = (words: string): Answer => ({ code: 409, words });
  const contended = {
    read: () => Promise.resolve(at(state.version, uid)),
    change: () => Promise.resolve((state.version += step)),
    write: (object: KubernetesObject): Promise<Answer> => {
      state.written.push(object);
      const { resourceVersion, uid: named } = object.metadata;
      if (named !== undefined && named !== uid) {
        return Promise.resolve(refused('UID in precondition'));
      }
      return Promise.resolve(resourceVersion === String(state.version) ? { code: 200 } : refused('modified'));
    },
  };
  return { state, contended: contended as unknown as Contended };
}

const READINGS = { objects: [at(20), at(22), at(24)], watchedTo: 25 } as const;

test('others change the object until it has a version that a client remembers', async () => {
  const { contended } = cluster({ begins: 10 });
  expect(await staleWrite(contended, READINGS)).toEqual({
    ...{ remembered: [20, 24], atOnce: { code: 409, words: 'modified' }, changes: 10, version: 20 },
    met: { whole: { code: 200 } },
  });
});

test('a version that somebody else took is missed, and the next one met', async () => {
  const { contended } = cluster({ begins: 1, step: 7 });
  expect(await staleWrite(contended, READINGS)).toMatchObject({ version: 22, met: { whole: { code: 200 } } });
});

test('beyond all of them nothing is met any more', async () => {
  const { contended, state } = cluster({ begins: 1_000 });
  const found = await staleWrite(contended, READINGS);
  expect(found).toMatchObject({ changes: 0, version: 1_000 });
  expect(found).not.toHaveProperty('met');
  expect(state.written).toHaveLength(1);
});

test('what is refused for its uid is tried without', async () => {
  const { contended, state } = cluster({ begins: 10, uid: 'new' });
  expect((await staleWrite(contended, READINGS)).met).toEqual({
    whole: { code: 409, words: 'UID in precondition' },
    withoutUid: { code: 200 },
  });
  expect(state.written.at(-1)?.metadata['uid']).toBeUndefined();
});

test('a version that is remembered at once is not the one that is tried at once', async () => {
  const { contended, state } = cluster({ begins: 20 });
  expect(await staleWrite(contended, READINGS)).toMatchObject({ atOnce: { code: 409 }, changes: 0 });
  expect(state.written[0]?.metadata['resourceVersion']).toBe('22');
});
