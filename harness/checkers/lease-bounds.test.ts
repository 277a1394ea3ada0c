import { describe, expect, test } from '@jest/globals';
import type { JournalRecord } from '../journal/record';
import type { Timers } from '../journal/header';
import { leaseBounds } from './lease-bounds';
import { HEADER, JournalBuilder } from './testing/journal-builder';
import { witnessed } from './testing/witnessed';

const judged = (records: readonly JournalRecord[]) => {
  const { history, witness } = witnessed(records);
  return leaseBounds(history, witness);
};

/** A lease of 2 s whose key goes so many seconds after a change of leader, while a client writes. */
function expiryAfterPromotion(seconds: number, timers: Timers): readonly JournalRecord[] {
  const run = new JournalBuilder().client(1).client(2);
  run.recorder(9);
  run.operate(1, { grant: { ttl: 2, lease: '70' } });
  run.put(1, 'k', 'v', '70');
  run.tell({ type: 'member', member: 'm1', state: 'leads', version: '3.6.16' });
  for (let i = 0; i < seconds; i += 1) {
    run.wait(1);
    run.put(2, 'other', `v${i}`);
  }
  run.expire('70');
  return run.end().map((record) => (record === HEADER ? { ...HEADER, timers } : record));
}

describe('the upper bound', () => {
  const slow: Timers = { heartbeatMs: 500, electionMs: 5000 };
  const usual: Timers = { heartbeatMs: 100, electionMs: 1000 };

  test('allows the election timeout of the cluster, not that of etcd’s defaults', () => {
    expect(judged(expiryAfterPromotion(11, slow)).findings).toEqual([]);
    expect(judged(expiryAfterPromotion(11, usual)).findings).toHaveLength(1);
    expect(judged(expiryAfterPromotion(14, slow)).findings).toHaveLength(1);
  });

  test('says nothing where the cluster took no write at all: whatever held it up held the revoke up', () => {
    const run = new JournalBuilder().client(1);
    run.recorder(9);
    run.operate(1, { grant: { ttl: 2, lease: '70' } });
    run.put(1, 'k', 'v', '70');
    run.wait(12).expire('70');
    expect(judged(run.end())).toEqual({ findings: [], expiries: 1, bounded: true });
  });

  /** So many leases, one after another or all at once, the last of which is kept for too long. */
  const leases = (count: number, apart: number): readonly JournalRecord[] => {
    const run = new JournalBuilder().client(1);
    run.recorder(9);
    for (let i = 1; i <= count; i += 1) {
      run.operate(1, { grant: { ttl: 2, lease: String(i) } });
      run.wait(apart);
    }
    run.put(1, 'k', 'v', String(count));
    run.wait(5).put(1, 'other', '1');
    run.wait(6).expire(String(count));
    return run.end();
  };

  test('counts the leases that were there at once, as etcd does', () => {
    expect(judged(leases(1000, 0.1))).toMatchObject({
      findings: [{ checker: 'lease-bounds' }],
      bounded: true,
    });
    expect(judged(leases(1000, 0))).toEqual({ findings: [], expiries: 1, bounded: false });
  });
});
