import { FAILURE_GROUPS, WAYS } from '../../journal/restore-record';
import type { JournalBuilder } from './journal-builder';

const OBJECTS = [
  ...['Namespace shop', 'apiextensions.k8s.io CustomResourceDefinition w', 'Node machine-1'],
  ...['rbac Role shop/r', 'rbac RoleBinding shop/r', 'rbac ClusterRole c', 'ConfigMap shop/a'],
  ...['Secret shop/s', 'networking.k8s.io NetworkPolicy shop/n', 'apps Deployment shop/web'],
];
const NOT_OURS = ['Node machine-1', 'apps Deployment shop/web'];

/** What a run records in which a snapshot and Velero did what is said of them. */
export function restored(run: JournalBuilder): void {
  run.tell({ type: 'state', objects: OBJECTS, ours: OBJECTS.filter((name) => !NOT_OURS.includes(name)) });
  run.tell({
    ...{ type: 'snapshot', files: 1, bytes: 1000, database: true },
    sought: [
      { of: 'object', what: 'the text of a ConfigMap', times: 1 },
      { of: 'volume', what: 'the text of a file', times: 0 },
    ],
  });
  const value = { type: 'printed', bytes: 9 } as const;
  run.tell({
    ...value,
    ...{ key: '/registry/configmaps/shop/a', kind: 'ConfigMap', servedBy: 'built in' },
    ...{ form: 'protobuf', head: '"k8s\\u0000"' },
  });
  run.tell({
    ...value,
    ...{ key: '/registry/assay.example/widgets/shop/w', kind: 'Widget', servedBy: 'a definition' },
    ...{ form: 'JSON', head: '"{"' },
  });
  run.tell({
    ...{ type: 'bucket', backup: 'one', missing: [] },
    stored: [
      ...['velero-backup.json', 'one.tar.gz', 'one-logs.gz', 'one-results.gz', 'one-volumeinfo.json.gz'],
      ...['one-resource-list.json.gz', 'one-itemoperations.json.gz', 'one-podvolumebackups.json.gz'],
      'one-volumesnapshots.json.gz',
    ].map((name) => ({ key: `backups/one/${name}`, bytes: 1 })),
    archive: ['resources/configmaps/namespaces/shop/a.json'],
  });
  for (const way of WAYS) {
    const changed = way === 'S' ? [{ object: 'apps Deployment shop/web', fields: ['status.replicas'] }] : [];
    run.tell({ type: 'came-back', way, seconds: 5, changed, lost: [], added: [] });
  }
  const cell = { measured: '=', expected: '=', evidence: '9 same' };
  run.tell({
    ...{ type: 'fidelity', row: 2, title: 'uid' },
    cells: { S: cell, B: cell, Vf: cell, Vl: { ...cell, expected: null } },
  });
  for (const group of FAILURE_GROUPS) {
    run.tell({
      type: 'provoked',
      failure: {
        ...{ group, case: `one of ${group}`, phase: 'PartiallyFailed', warnings: 0, errors: 1 },
        ...{ complaint: 'shop: not found', cluster: 'no pod', usable: false },
        ...{ cure: 'it was made', afterwards: '1 of 1 pods scheduled', cured: true },
      },
    });
  }
}
