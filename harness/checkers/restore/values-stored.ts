import type { RecordOf } from '../../journal/record';
import { VALUE_FORMS, type PrintedValue } from '../../journal/restore-record';
import { counted, inconclusive, type Evaluation } from '../evaluation';
import { findingsOf, type Finding } from '../finding';
import type { History } from '../history';

/** As an API server stores what it serves; whatever it stores of definitions differs between releases, and is only told. */
const AS_STORED: Readonly<Record<PrintedValue['servedBy'], readonly PrintedValue['form'][]>> = {
  'built in': ['protobuf', 'encrypted'],
  definitions: ['protobuf', 'JSON'],
  'a definition': ['JSON'],
};

const finding = findingsOf('values-as-stored', 'REST-3');

/** Whether a snapshot is one binary file, and what is printed of single keys is what Kubernetes stores. */
export function valuesStored({ told }: History): Evaluation {
  const { printed } = told;
  const [snapshot] = told.snapshot;
  if (snapshot === undefined) {
    return inconclusive('no snapshot was saved');
  }
  const unseen = (['built in', 'a definition'] as const).find(
    (wanted) => !printed.some(({ servedBy, form }) => servedBy === wanted && form !== 'encrypted'),
  );
  const counts = VALUE_FORMS.map((form) => {
    const kinds = printed.filter((one) => one.form === form).map(({ kind }) => kind);
    return `${form} ${kinds.length}${kinds.length === 0 ? '' : ` (${kinds.join(', ')})`}`;
  });
  return counted({
    findings: [...fileFindings(snapshot), ...printed.flatMap(valueFindings)],
    of: `${snapshot.files} file of ${snapshot.bytes} bytes, and ${printed.length} values: ${counts.join(', ')}`,
    missing:
      unseen &&
      `nothing that is not encrypted was printed of a kind that is ${unseen === 'built in' ? 'built in' : 'defined'}`,
  });
}

const fileFindings = ({ files, database }: RecordOf<'snapshot'>): Finding[] => [
  ...(files === 1 ? [] : [finding(`a snapshot left ${files} files behind`)]),
  ...(database ? [] : [finding('a snapshot does not begin as a database of bbolt does')]),
];

const valueFindings = ({ key, kind, servedBy, form, head }: PrintedValue): Finding[] =>
  AS_STORED[servedBy].includes(form)
    ? []
    : [
        finding(
          `${key} (${kind}) is ${form}, not ${AS_STORED[servedBy].join(' or ')}: it begins with ${head}`,
        ),
      ];
