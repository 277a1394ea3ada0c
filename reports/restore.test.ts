import { describe, expect, test } from '@jest/globals';
import { RestoreReport } from '../harness/restore/run/report';
import { restoreLines, restoreMarkdown } from './restore';

const cell = (measured: string, expected: string | null) => ({
  measured,
  expected,
  evidence: `saw ${measured}`,
});

const report = (measured: string): RestoreReport =>
  RestoreReport.parse({
    ...{ schema: 'etcd-assay/restore/1', exitCode: 0, command: 'npx etcd-assay restore', printed: [] },
    versions: { etcd: '3.6.16', kubernetes: '1.34.4', velero: '1.18.3' },
    machine: { kernel: '6', cores: 2, memoryBytes: 1, node: '20' },
    matrix: [{ row: 2, title: 'uid', cells: { S: cell(measured, '='), Vl: cell('≠', null) } }],
    notRun: [{ row: 32, title: 'PV bytes', why: 'no kubelet' }],
    differences: {
      S: {
        ...{ identical: 2, lost: ['Node n'], added: [] },
        changed: [{ object: 'ConfigMap shop/a', fields: [{ field: 'metadata.uid', became: 'changed' }] }],
      },
    },
    velero: [
      {
        ...{ name: 'afresh', phase: 'Completed', warnings: 1, errors: 0, reasons: [], tookMs: 1500 },
        complaints: ['shop: <b>could not</b> restore'],
      },
    ],
    recoveryMs: { S: 4_700 },
    saved: { objects: ['Node n', 'ConfigMap shop/a', 'Role shop/r'], ours: [] },
    snapshot: { files: 1, bytes: 9, database: true, sought: [] },
    bucket: { backup: 'x', stored: [{ key: 'backups/x/x.tar.gz', bytes: 9 }], archive: [], missing: [] },
  });

describe('the lines of a matrix', () => {
  test('list a cell that is not as expected, with what it rests on', () => {
    const lines = restoreLines(report('≠')).join('\n');
    expect(lines).toContain('Not as expected: 1\n  2 uid, S: ≠ (expected =): saw ≠');
    expect(lines).toContain('Back after: S 4.7 s');
  });

  test('have columns as wide as what is in them', () => {
    const [head = '', row = ''] = restoreLines(report('restored, then collected'));
    expect(row.indexOf('≠')).toBe(head.indexOf('Vl'));
    expect(row.slice(head.indexOf('S'))).toMatch(/^restored, then collected {2}/);
  });

  test('list what was not run, and why', () => {
    expect(restoreLines(report('='))).toContain('Not run: 32 PV bytes: no kubelet');
    expect(restoreMarkdown(report('='))).toContain('- Not run: 32 PV bytes: no kubelet.');
  });

  test('list nothing where all is as expected, or nothing was', () => {
    expect(restoreLines(report('='))).toContain('Every cell is as expected.');
  });
});

describe('the summary', () => {
  test('marks the cell in the table, and leaves those alone that were not measured', () => {
    expect(restoreMarkdown(report('≠'))).toContain('| 2 | uid | ≠ (expected =) |  |  | ≠ |');
  });

  test('counts objects, and has the fields that differ', () => {
    const text = restoreMarkdown(report('='));
    expect(text).toContain('| S: etcd snapshot | 2 | 1 | 1 | 0 |');
    expect(text).toContain('- metadata.uid changed in 1');
  });

  test("shows Velero's words literally", () => {
    expect(restoreMarkdown(report('='))).toContain('- afresh: shop: &lt;b&gt;could not&lt;/b&gt; restore');
  });
});
