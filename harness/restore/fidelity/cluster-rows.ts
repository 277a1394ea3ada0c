import type { KubernetesObject } from '../api/object';
import { differencesOf } from './difference';
import { NOT_MEASURED, untouched, type Row } from './row';
import type { Objects, Reference } from './sight';

/** On a Service: who chose its node port. */
export const NODE_PORT = 'assay.example/node-port';

const counted = (what: readonly string[], word: string): string => `${what.length} ${word}`;

/** Whether an object is what it was, but for what every write changes of it. */
function isAsBefore(name: string, before: Objects, after: Objects): boolean {
  const [old, now] = [before.get(name), after.get(name)].map((object) => object && contentOf(object));
  return old !== undefined && now !== undefined && differencesOf(old, now).length === 0;
}

const contentOf = ({ metadata, ...rest }: KubernetesObject): object => ({
  ...rest,
  annotations: metadata['annotations'] ?? {},
});

/** Rows about the cluster, what happened after the backup, node ports and nodes. */
export const CLUSTER_ROWS: readonly Row[] = [
  {
    row: 4,
    title: 'cluster revision never goes back',
    measure: ({ lastRevision }, { revision }) => ({
      measured: revision >= lastRevision ? '=' : '!',
      evidence: `at the loss ${lastRevision}, afterwards ${revision}`,
    }),
  },
  {
    row: 15,
    title: 'objects created after the backup',
    measure: ({ created }, { objects }) => {
      const there = created.filter((name) => objects.has(name));
      return {
        measured: there.length === 0 ? '∅' : there.length === created.length ? 'survive' : 'some survive',
        evidence: `${there.length} of ${counted(created, 'are there')}`,
      };
    },
  },
  {
    row: 16,
    title: 'objects deleted after the backup',
    measure: ({ deleted }, { objects }) => {
      const there = deleted.filter((name) => objects.has(name));
      return {
        measured:
          there.length === 0 ? 'stay away' : there.length === deleted.length ? 'return' : 'some return',
        evidence: `${there.length} of ${counted(deleted, 'are there')}`,
      };
    },
  },
  {
    row: 17,
    title: 'objects changed after the backup',
    measure: ({ objects: before, changed }, { objects, mended }) => {
      const reverted = changed.filter((name) => isAsBefore(name, before, objects));
      const patched = changed.filter((name) => mended !== undefined && isAsBefore(name, before, mended));
      const first =
        reverted.length === changed.length ? 'reverted' : reverted.length === 0 ? 'kept' : 'some reverted';
      const asked = mended === undefined ? '' : `; asked to mend: ${patched.length} as at the backup`;
      return {
        measured: mended !== undefined && patched.length === changed.length ? `${first} / patched` : first,
        evidence: `${reverted.length} of ${counted(changed, 'as at the backup')}${asked}`,
      };
    },
  },
  {
    row: 19,
    title: 'nodePort automatic / explicit / preserved',
    measure: (reference, { objects, preserved }) => {
      const parts = [
        portPart(reference, objects, 'automatic'),
        portPart(reference, objects, 'explicit'),
        ...(preserved === undefined ? [] : [portPart(reference, preserved, 'automatic')]),
      ];
      const symbols = parts.map(({ symbol }) => symbol);
      return {
        measured: new Set(symbols).size === 1 ? (symbols[0] ?? NOT_MEASURED) : symbols.join(' / '),
        evidence: parts.map(({ words }) => words).join('; '),
      };
    },
  },
  {
    row: 24,
    title: 'Node objects',
    measure: ({ objects: before }, { objects }) => {
      const nodes = [...before].filter(([, { kind }]) => kind === 'Node');
      const there = nodes.flatMap(([name]) => objects.get(name) ?? []);
      const same = nodes.filter(([name, old]) => differencesOf(old, objects.get(name)).length === 0);
      const stale = there.filter(isReady);
      const symbol = there.length === 0 ? '∅' : same.length === nodes.length ? '=' : '≠';
      return {
        measured: stale.length > 0 ? `${symbol} stale` : symbol,
        evidence: `${there.length} of ${nodes.length} there, ${same.length} identical, ${stale.length} said to be Ready with nothing on it`,
      };
    },
  },
];

function portPart(reference: Reference, after: Objects, chosen: string): { symbol: string; words: string } {
  const names = untouched(reference).filter((name) => {
    const annotations = reference.objects.get(name)?.metadata['annotations'] as
      Record<string, string> | undefined;
    return annotations?.[NODE_PORT] === chosen;
  });
  const pairs = names.map((name) => [portOf(reference.objects.get(name)), portOf(after.get(name))] as const);
  const gone = pairs.some(([, now]) => now === undefined);
  const same = pairs.every(([old, now]) => old === now);
  const symbol = pairs.length === 0 ? NOT_MEASURED : gone ? '∅' : same ? '=' : '≠';
  return {
    symbol,
    words: `${chosen} ${pairs.map(([old, now]) => `${String(old)} → ${String(now)}`).join(', ')}`,
  };
}

const portOf = (service: KubernetesObject | undefined): number | undefined =>
  (service?.['spec'] as { ports?: readonly { nodePort?: number }[] } | undefined)?.ports?.[0]?.nodePort;

const isReady = ({ status }: KubernetesObject): boolean =>
  (status as { conditions?: readonly { type: string; status: string }[] } | undefined)?.conditions?.some(
    (condition) => condition.type === 'Ready' && condition.status === 'True',
  ) === true;
