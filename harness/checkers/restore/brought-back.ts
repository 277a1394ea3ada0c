import { amount } from '../../result/amount';
import type { RecordOf } from '../../journal/record';
import { counted, inconclusive, type Evaluation } from '../evaluation';
import { findingsOf, type Finding } from '../finding';
import type { History } from '../history';

/** What the claim names: objects, configuration of the cluster, permissions, settings, secrets, network policy, nodes. */
const NAMED = [
  'Namespace',
  'CustomResourceDefinition',
  'Role',
  'RoleBinding',
  'ClusterRole',
  'ConfigMap',
  'Secret',
];
const NAMED_TOO = ['NetworkPolicy', 'Node'];
const BY_SNAPSHOT = ['S', 'B'] as const;

const finding = findingsOf('snapshot-brings-back', 'REST-1');

/** Whether a restored snapshot brought every object back as it was. */
export function broughtBack({ told }: History): Evaluation {
  const [saved] = told.state;
  if (saved === undefined) {
    return inconclusive('no state was saved');
  }
  const absent = [...NAMED, ...NAMED_TOO].find(
    (kind) => !saved.objects.some((name) => kindOf(name) === kind),
  );
  const ways = BY_SNAPSHOT.flatMap((way) => told['came-back'].find((one) => one.way === way) ?? []);
  const ours = new Set(saved.ours);
  return counted({
    findings: ways.flatMap((way) => contradictions(way, ours)),
    of: ways.map((way) => countOf(way, saved.objects.length)).join('; '),
    missing:
      absent !== undefined
        ? `no ${absent} was saved`
        : ways.length < BY_SNAPSHOT.length
          ? 'no cluster was restored from a snapshot in both ways'
          : undefined,
    measurements: told['came-back'].map(({ way, seconds }) => ({
      ...{ name: `back-${way}`, value: seconds, unit: 's' },
    })),
  });
}

function contradictions({ way, lost, changed }: RecordOf<'came-back'>, ours: ReadonlySet<string>): Finding[] {
  return [
    ...lost.map((name) => finding(`${way}: ${name} is gone`)),
    ...changed
      .filter(({ object, fields }) => ours.has(object) || fields.includes('metadata.uid'))
      .map(({ object, fields }) =>
        finding(`${way}: ${object} is not what it was: ${fields.slice(0, 5).join(', ')}`),
      ),
  ];
}

const countOf = ({ way, lost, changed }: RecordOf<'came-back'>, of: number): string =>
  `${way} ${amount(of, 'object')}, ${of - lost.length - changed.length} of them identical`;

/** Of "apps Deployment shop/web", the kind. */
const kindOf = (identity: string): string => identity.split(' ').at(-2) ?? '';
