import type { KubernetesObject } from '../api/object';
import { NOT_MEASURED, together, type Row } from './row';

/** A label of namespaces that are there when they are restored, and say something else than the backup does. */
export const WRITTEN = 'assay.example/written';

const writtenOf = (namespace: KubernetesObject | undefined): string | undefined =>
  (namespace?.metadata['labels'] as Record<string, string> | undefined)?.[WRITTEN];

export const NAMESPACE_ROWS: readonly Row[] = [
  {
    row: 37,
    title: 'labels of a namespace that already exists',
    measure: ({ objects: before }, { objects }) => {
      const names = [...before.keys()].filter((name) => writtenOf(before.get(name)) !== undefined);
      const pairs = names.map((name) => [writtenOf(before.get(name)), writtenOf(objects.get(name))] as const);
      return {
        measured:
          pairs.length === 0
            ? NOT_MEASURED
            : together(pairs.map(([old, now]) => (now === undefined ? '∅' : old === now ? '=' : 'kept'))),
        evidence: pairs
          .map(([old, now]) => `in the backup ${String(old)}, afterwards ${now ?? 'nothing'}`)
          .join('; '),
      };
    },
  },
];
