import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { lookInto, timesIn } from './snapshot-file';

const planted = { inObject: 'object-text', folder: '/folder', inVolume: 'volume-text' };

test('a database is told from a text, and texts are counted', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'etcd-assay-test-')), 'snapshot.db');
  const page = Buffer.alloc(64);
  page.writeUInt32LE(0xed0cdaed, 16);
  writeFileSync(file, Buffer.concat([page, Buffer.from('object-text /folder object-text')]));
  expect(await lookInto(file, planted)).toMatchObject({
    ...{ files: 1, bytes: 95, database: true },
    sought: [{ times: 2 }, { times: 1 }, { of: 'volume', times: 0 }],
  });
  writeFileSync(join(file, '..', 'other'), 'volume-text');
  writeFileSync(file, 'volume-text, and longer than a mark');
  expect(await lookInto(file, planted)).toMatchObject({
    ...{ files: 2, database: false },
    sought: [{ times: 0 }, { times: 0 }, { times: 1 }],
  });
});

test('what overlaps is counted once', () => expect(timesIn(Buffer.from('aaa'), 'aa')).toBe(1));
