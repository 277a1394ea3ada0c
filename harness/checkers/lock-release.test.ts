import { expect, test } from '@jest/globals';
import { lockLeasedKey } from './lock-leased-key';
import { lockRelease } from './lock-release';
import { JournalBuilder } from './testing/journal-builder';
import { witnessed } from './testing/witnessed';

const lock = { type: 'lock', lock: 'x' } as const;

function held(run: JournalBuilder, client: number, lease: string) {
  const key = `lock/x/${lease}`;
  const holder = `h${client}`;
  run.operate(client, { grant: { ttl: 2, lease } });
  run.put(client, key, `by ${client}`, lease);
  const about = { key, lease, create: run.etcd.revision };
  run.tell({ ...lock, holder, state: 'waits', key, lease });
  return { holder, about };
}

/** A holder that exits in good order, whose revoke is answered this many seconds later. */
function leaves(answeredAfter: number, goneAfter: number) {
  const run = new JournalBuilder().client(1).client(2);
  run.recorder(9);
  const { holder, about } = held(run, 1, '70');
  run.tell({ ...lock, holder, state: 'holds', ...about });
  run.tell({ ...lock, holder, state: 'ended', how: 'graceful' });
  const revoke = run.invoke(1, { revoke: { lease: '70' } });
  run.wait(answeredAfter);
  run.etcd.execute({ revoke: { lease: '70' } });
  run.tell({ type: 'ok', op: revoke, response: { revoke: { revision: run.etcd.revision } } });
  for (let i = 0; i < goneAfter; i += 1) {
    run.wait(1);
    run.put(2, 'other', `${i}`);
  }
  const records = run.end();
  const shown = records.findIndex(
    (one) => one.type === 'watched' && JSON.stringify(one).includes('"delete"'),
  );
  expect(shown).toBeGreaterThan(0);
  const { history, witness } = witnessed(records);
  return lockRelease(history, witness).findings;
}

test('a graceful end is judged from the answer to its revoke, however long that took', () => {
  expect(leaves(4, 1)).toEqual([]);
});

test('a holder that comes to believe after its key is gone does not overtake anybody', () => {
  const run = new JournalBuilder().client(1).client(2);
  run.recorder(9);
  const slow = held(run, 1, '71');
  const next = held(run, 2, '72');
  run.wait(2.5).expire('71');
  run.tell({ ...lock, holder: next.holder, state: 'holds', ...next.about });
  run.tell({ ...lock, holder: slow.holder, state: 'holds', ...slow.about });
  const { history, witness } = witnessed(run.end());
  expect(lockLeasedKey(history, witness)).toEqual([]);
});
