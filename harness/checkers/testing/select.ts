import type { JournalRecord, RecordOf } from '../../journal/record';
import type { KeyValue } from '../../journal/request';

/** Rewrites the answer to the first operation whose request, as JSON, has all these words in it. */
export function answerTo(records: readonly JournalRecord[], ...words: string[]): RecordOf<'ok'> {
  const invoke = records.find(
    (record): record is RecordOf<'invoke'> =>
      record.type === 'invoke' && words.every((word) => JSON.stringify(record).includes(word)),
  );
  const answer = records.find((record) => record.type === 'ok' && record.op === invoke?.op);
  if (answer?.type !== 'ok') {
    throw new Error(`no answered operation has ${words.join(' and ')}`);
  }
  return answer;
}

/** The journal with one record replaced, or left out where there is no replacement. */
export const replace = (
  records: readonly JournalRecord[],
  old: JournalRecord,
  ...replacement: JournalRecord[]
): JournalRecord[] => records.flatMap((record) => (record === old ? replacement : [record]));

/** The journal with the first key-value of an answer to a range changed. */
export function withKeyValue(
  records: readonly JournalRecord[],
  answer: RecordOf<'ok'>,
  lie: (kv: KeyValue) => KeyValue[],
): JournalRecord[] {
  if (!('range' in answer.response)) {
    throw new Error(`operation ${answer.op} is no range`);
  }
  const { range } = answer.response;
  // What API servers wrote is outside of what clients are judged by.
  const place = range.kvs.findIndex(({ key }) => !key.startsWith('/registry/'));
  const first = range.kvs[place];
  if (first === undefined) {
    throw new Error(`operation ${answer.op} read nothing`);
  }
  return replace(records, answer, {
    ...answer,
    response: { range: { ...range, kvs: range.kvs.toSpliced(place, 1, ...lie(first)) } },
  });
}

/** The first record of a type that satisfies a condition. */
export function find<T extends JournalRecord['type']>(
  records: readonly JournalRecord[],
  type: T,
  which: (record: RecordOf<T>) => boolean = () => true,
): RecordOf<T> {
  const found = records.find((record) => record.type === type && which(record as RecordOf<T>));
  if (found === undefined) {
    throw new Error(`no ${type} record like that`);
  }
  return found as RecordOf<T>;
}
