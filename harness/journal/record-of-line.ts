import { z } from 'zod';
import { JournalRecord, WatchEvent, type RecordOf } from './record';
import { OperationId, Time, WatchId } from './field';
import { Request, Response, Revision } from './request';

/** One of the forms of a line that stand in short, and the fields that only its lines have together. */
interface ShortForm {
  readonly marks: readonly string[];
  readonly schema: z.ZodType<JournalRecord>;
}

const Fail = z.strictObject({ fail: OperationId, t: Time, error: z.string() });
const Unknown = z.strictObject({ unknown: OperationId, t: Time, error: z.string() });
const Watched = z.strictObject({
  watched: WatchId,
  t: Time,
  revision: Revision,
  events: z.array(WatchEvent),
});

/** A line in short begins with the number of its operation or watch, under the name of the record's type. */
const SHORT_FORMS: readonly ShortForm[] = [
  ...Request.options.map((one) => ({
    marks: ['invoke', ...Object.keys(one.shape)],
    schema: one
      .extend({ invoke: OperationId, t: Time })
      .transform(({ invoke: op, t, ...request }): RecordOf<'invoke'> => ({ type: 'invoke', t, op, request })),
  })),
  ...Response.options.map((one) => ({
    marks: ['ok', ...Object.keys(one.shape)],
    schema: one
      .extend({ ok: OperationId, t: Time })
      .transform(({ ok: op, t, ...response }): RecordOf<'ok'> => ({ type: 'ok', t, op, response })),
  })),
  {
    marks: ['fail'],
    schema: Fail.transform(({ fail: op, t, error }) => ({ type: 'fail', t, op, error })),
  },
  {
    marks: ['unknown'],
    schema: Unknown.transform(({ unknown: op, t, error }) => ({ type: 'unknown', t, op, error })),
  },
  {
    marks: ['watched'],
    schema: Watched.transform(({ watched: watch, ...rest }) => ({ type: 'watched', watch, ...rest })),
  },
];

/** What a line may hold. Lines of version 1 stand in full, whatever their type. */
export const JournalLine = z.union([...SHORT_FORMS.map(({ schema }) => schema), JournalRecord]);

/** The record that a line's JSON says, or what is wrong with it. */
export const recordOfLine = (value: unknown): z.ZodSafeParseResult<JournalRecord> =>
  schemaFor(value).safeParse(value);

/** The one schema that a line can be of, which is sooner found than all are tried, and tells better what is wrong. */
function schemaFor(value: unknown): z.ZodType<JournalRecord> {
  if (typeof value !== 'object' || value === null || 'type' in value) {
    return JournalRecord;
  }
  return SHORT_FORMS.find(({ marks }) => marks.every((mark) => mark in value))?.schema ?? JournalRecord;
}
