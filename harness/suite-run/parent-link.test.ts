import { describe, expect, test } from '@jest/globals';
import type { JournalRecord } from '../journal/record';
import { CLIENT_NUMBERS, type Arena } from './arena';
import type { Report } from './messages';
import { ParentLink } from './parent-link';

const arena: Arena = {
  phase: 'from',
  seed: 1,
  members: [{ name: 'm1', endpoint: '127.0.2.1:2379', upstream: '10.200.0.1:2379', version: '3.6.16' }],
  timers: { heartbeatMs: 100, electionMs: 1000 },
  toxiproxy: '10.200.0.254:8474',
  entrances: [{ listen: '127.0.2.101:2379', reach: '127.0.2.101:2379' }],
  epoch: '0',
  firstClient: 3000,
  journalPath: '/out/journal.jsonl',
};
const sample = (value: number): JournalRecord => ({ type: 'sample', t: 0, name: 'x', value });

describe('ParentLink', () => {
  test('the last report comes after every record, all in order', async () => {
    const sent: Report[] = [];
    const link = new ParentLink(arena, (report) => {
      sent.push(report);
      return Promise.resolve();
    });
    link.write(sample(1));
    link.write(sample(2));
    expect(sent).toEqual([]);
    await link.finish({ finished: { tests: 1, failed: 0 } });
    expect(sent).toEqual([{ records: [sample(1), sample(2)] }, { finished: { tests: 1, failed: 0 } }]);
  });

  test('client numbers follow each other within the block, and never leave it', () => {
    const link = new ParentLink(arena, () => Promise.resolve());
    expect(link.reserveClients(1)).toBe(3000);
    expect(link.reserveClients(CLIENT_NUMBERS - 2)).toBe(3001);
    expect(link.reserveClients(1)).toBe(3999);
    expect(() => link.reserveClients(1)).toThrow('more than 1000 client numbers');
  });
});
