import { expect, test } from '@jest/globals';
import { electionOneLeader } from './election-one-leader';
import { leaseBounds } from './lease-bounds';
import { linearizable } from './linearizable';
import { JournalBuilder } from './testing/journal-builder';
import { witnessed } from './testing/witnessed';

const KEYS = { key: 'election/e/', end: 'election/e0' };

/** A leader whose resignation, which is not recorded, deletes its key; it revokes its lease when that is answered. */
function resigned(declared: boolean) {
  const run = new JournalBuilder().client(1).client(2);
  run.recorder(9);
  const about = (holder: string) => ({ type: 'lock', lock: 'e', holder, kind: 'server-election' }) as const;
  if (declared) {
    run.tell({ type: 'outside', writer: 'server', ...KEYS });
  }
  const [first, second] = ['701', '702'].map((lease, index) => {
    run.operate(1 + index, { grant: { ttl: 30, lease } });
    run.outside({ put: { key: `${KEYS.key}${lease}`, value: `of ${lease}`, lease } });
    return { key: `${KEYS.key}${lease}`, lease, create: run.etcd.revision };
  });
  run.tell({ ...about('first'), state: 'holds', ...first });
  run.tell({ ...about('first'), state: 'released', ...first });
  // The recorder is late: it is shown the deletion only after the next one leads and the lease is being revoked.
  run.etcd.execute({ delete: { key: first?.key ?? '' } });
  run.tell({ ...about('second'), state: 'holds', ...second });
  run.operate(1, { revoke: { lease: '701' } });
  return witnessed(run.end());
}

test('a deletion by an outside writer is no later revoke of the same lease, and no early expiry', () => {
  const { history, witness } = resigned(true);
  expect(linearizable(history, witness)).toEqual([]);
  expect(electionOneLeader(history, witness)).toMatchObject({ findings: [], seen: 2 });
  expect(leaseBounds(history, witness).findings).toEqual([]);
});

test('what is written before its writer is declared is nobody’s', () => {
  const run = new JournalBuilder().client(1);
  run.recorder(9);
  run.outside({ put: { key: 'election/e/1', value: 'early' } });
  run.tell({ type: 'outside', writer: 'server', ...KEYS });
  run.outside({ put: { key: 'election/e/2', value: 'declared' } });
  run.outside({ put: { key: 'election/f', value: 'beside' } });
  const { history, witness } = witnessed(run.end());
  expect(linearizable(history, witness).map(({ message }) => message)).toEqual([
    'nobody made revision 2 (election/e/1=early)',
    'nobody made revision 4 (election/f=beside)',
  ]);
});
