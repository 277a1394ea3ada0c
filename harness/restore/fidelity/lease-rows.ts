import type { KubernetesObject } from '../api/object';
import { NOT_MEASURED, trialRow, type Row } from './row';
import type { Takeover } from './trials';

const holderOf = (lease: KubernetesObject | undefined): string | undefined =>
  (lease?.['spec'] as { holderIdentity?: string } | undefined)?.holderIdentity;

/** Leases: Kubernetes' objects, by which programs elect who leads, and etcd's own. */
export const LEASE_ROWS: readonly Row[] = [
  {
    row: 21,
    title: 'Lease holder (leader election)',
    // Of those that were handed over after the backup, the holder at the backup has gone.
    measure: ({ objects: before, changed }, { objects, trials }) => {
      const leases = changed.filter((name) => before.get(name)?.kind === 'Lease');
      const pairs = leases.map((name) => [holderOf(before.get(name)), holderOf(objects.get(name))] as const);
      const there = leases.filter((name) => objects.has(name));
      return {
        measured:
          leases.length === 0
            ? NOT_MEASURED
            : there.length === 0
              ? '∅'
              : pairs.some(([old, now]) => old === now)
                ? 'ghost'
                : 'its successor',
        evidence: [
          ...pairs.map(
            ([old, now]) => `at the backup ${String(old)}, who left; afterwards ${now ?? 'nobody'}`,
          ),
          ...(trials?.takeover === undefined ? [] : [takeoverWords(trials.takeover)]),
        ].join('; '),
      };
    },
  },
  trialRow(22, 'etcd leases', 'etcdLease', ({ granted, before, after, running }) => ({
    // One that went on with what it had left would have lost at least the time since.
    measured: after === undefined ? '∅' : after + running > before ? 'TTL starts again' : '=',
    evidence: `granted for ${granted} s; ${before} s left before the snapshot; after the restore ${after === undefined ? 'etcd does not know it' : `${after} s left`}${running === 0 ? '' : `, when etcd had run for ${running.toFixed(1)} s or more`}`,
  })),
];

const takeoverWords = ({ lost, now, seconds }: Takeover): string =>
  lost === now
    ? 'the controller-manager that led still does'
    : `a controller-manager led ${seconds.toFixed(1)} s after its control plane was started`;
