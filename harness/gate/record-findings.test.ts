import { expect, test } from '@jest/globals';
import { MemoryJournal } from '../cluster/testing/memory-journal';
import type { Findings } from '../restore/run/report';
import { recordFindings } from './record-findings';

const comparison = { identical: 1, lost: ['Event shop/e'], added: [] };

const findings: Findings = {
  saved: { objects: ['Secret shop/s', 'Event shop/e'], ours: ['Secret shop/s'] },
  snapshot: { files: 1, bytes: 9, database: true, sought: [] },
  printed: [{ key: 'k', kind: 'Pod', servedBy: 'built in', bytes: 4, form: 'protobuf', head: '"k8s"' }],
  matrix: [{ row: 2, title: 'uid', cells: {} }],
  notRun: [],
  differences: {
    S: {
      ...comparison,
      changed: [
        {
          object: 'Secret shop/s',
          fields: [
            { field: "metadata.labels.'velero.io/a'", became: 'added' },
            { field: "metadata.labels.'velero.io/b'", became: 'added' },
            { field: 'type', became: 'changed' },
          ],
        },
      ],
    },
    Vf: { ...comparison, changed: [] },
  },
  velero: [],
  recoveryMs: { S: 4_700 },
  bucket: { backup: 'one', stored: [], archive: [], missing: [] },
};

test('parts of an object that differ are told once each, and no way that was not gone to its end', () => {
  const journal = new MemoryJournal();
  recordFindings(findings, journal);
  expect(journal.records.map(({ type }) => type)).toEqual([
    ...['state', 'snapshot', 'printed', 'bucket', 'came-back', 'fidelity'],
  ]);
  expect(journal.records.find(({ type }) => type === 'came-back')).toMatchObject({
    ...{ way: 'S', seconds: 4.7, lost: ['Event shop/e'] },
    changed: [{ object: 'Secret shop/s', fields: ['metadata.labels', 'type'] }],
  });
});
