import { amount } from '../../result/amount';
import { counted, inconclusive, type Evaluation } from '../evaluation';
import { findingsOf } from '../finding';
import type { History } from '../history';

/** What Velero 1.18 lays down below backups/NAME/; source: pkg/persistence/object_store_layout.go. */
const laidDown = (backup: string): string[] =>
  [
    'velero-backup.json',
    `${backup}.tar.gz`,
    ...['logs.gz', 'results.gz', 'resource-list.json.gz', 'volumeinfo.json.gz', 'itemoperations.json.gz'].map(
      (end) => `${backup}-${end}`,
    ),
    ...['podvolumebackups.json.gz', 'volumesnapshots.json.gz'].map((end) => `${backup}-${end}`),
  ].map((name) => `backups/${backup}/${name}`);

/** What is often told to be there. */
const TOLD: readonly (readonly [string, RegExp])[] = [
  ['backup.json', /(^|\/)backup\.json$/],
  ['resources/*.json', /(^|\/)resources\/.*\.json$/],
  ['volumesnapshots/', /(^|\/)volumesnapshots\//],
];

const finding = findingsOf('bucket-layout', 'REST-5');

/** Whether a bucket holds what Velero lays down, beside what is told of it. */
export function bucketLayout({ told }: History): Evaluation {
  const [seen] = told.bucket;
  if (seen === undefined) {
    return inconclusive('no bucket was looked into');
  }
  const { backup, stored, archive, missing } = seen;
  const keys = new Set(stored.map(({ key }) => key));
  const times = (look: RegExp, names: readonly string[]) => names.filter((name) => look.test(name)).length;
  const claimed = TOLD.map(
    ([name, look]) =>
      `${name} ${times(look, [...keys])} in the bucket and ${times(look, archive)} in the archive`,
  );
  return counted({
    findings: [
      ...laidDown(backup)
        .filter((key) => !keys.has(key))
        .map((key) => finding(`${key} is not in the bucket`)),
      ...missing.map((name) => finding(`${name} is not in the archive of objects`)),
    ],
    of: `${amount(keys.size, 'file')}, and ${amount(archive.length, 'entry', 'entries')} of the archive; as told: ${claimed.join(', ')}`,
    missing: archive.length === 0 ? 'the archive of objects is empty' : undefined,
  });
}
