import type { KubernetesObject } from '../api/object';
import { content, everything, ofKinds, partRow } from './part-row';
import { NOT_MEASURED, together, trialRow, type Row } from './row';
import type { Objects, Reference } from './sight';
import type { StoredVersions } from './trials';

interface Definition {
  readonly spec?: {
    readonly group?: string;
    readonly names?: { readonly kind?: string };
    readonly versions?: readonly { readonly name: string; readonly storage: boolean }[];
  };
  readonly status?: { readonly storedVersions?: readonly string[] };
}

const storedIn = (definition: Definition | undefined): readonly string[] =>
  definition?.status?.storedVersions ?? [];

/** What extends the API: kinds of one's own, other servers' kinds, and webhooks. */
export const EXTENSION_ROWS: readonly Row[] = [
  {
    row: 27,
    title: 'CRD and custom resource order, stored versions',
    measure: (reference, { objects, trials }) => {
      const several = [...reference.objects].filter(([, one]) => storedIn(one as Definition).length > 1);
      const parts = several.map(([name, old]) => versionsPart(name, old, reference, objects));
      return {
        measured: parts.length === 0 ? NOT_MEASURED : together(parts.flatMap(({ symbols }) => symbols)),
        evidence: [...parts.map(({ words }) => words), keptWords(trials?.storedVersions)].join('; '),
      };
    },
  },
  partRow(29, 'APIService', content, (reference) =>
    ofKinds(everything(reference), reference, ['APIService']),
  ),
  trialRow(30, 'webhook configuration with its backend down', 'guardedCreate', ({ tried, complaints }) => ({
    measured: (tried.words ?? '').includes('failed calling webhook')
      ? '!'
      : tried.code < 300
        ? 'not asked'
        : `HTTP ${tried.code}`,
    evidence:
      `a new object that it guards: HTTP ${tried.code}${tried.words === undefined ? '' : ` (${tried.words})`}; ` +
      `${complaints.length} objects that the restore could not make for it${complaints.length === 0 ? '' : `: ${complaints.join(' | ')}`}`,
  })),
];

function versionsPart(
  name: string,
  old: KubernetesObject,
  { objects: before }: Reference,
  after: Objects,
): { symbols: string[]; words: string } {
  const definition = old as Definition;
  const kind = definition.spec?.names?.kind;
  const group = `${String(definition.spec?.group)}/`;
  const resources = [...before].filter(([, one]) => one.kind === kind && one.apiVersion.startsWith(group));
  const there = resources.filter(([resource]) => after.has(resource));
  const [was, is] = [storedIn(definition), storedIn(after.get(name) as Definition | undefined)];
  const storage = definition.spec?.versions?.find((version) => version.storage)?.name;
  const order = after.has(name) && there.length === resources.length ? '=' : '∅';
  const stored =
    is.length === 0 ? '∅' : is.join() === was.join() ? '=' : is.join() === storage ? 'preferred only' : '≠';
  return {
    symbols: [order, stored],
    words: `${there.length} of ${resources.length} ${String(kind)}s there; stored versions ${was.join(' and ')}, afterwards ${is.join(' and ') || 'none'}`,
  };
}

function keptWords(found: StoredVersions | undefined): string {
  if (found === undefined) {
    return 'what etcd keeps was not looked at';
  }
  const words = Object.entries(found.before).map(
    ([name, version]) => `${name} in etcd as ${version}, afterwards ${found.after[name] ?? 'none'}`,
  );
  return words.join('; ');
}
