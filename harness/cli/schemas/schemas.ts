import { z } from 'zod';
import { JournalLine } from '../../journal/record-of-line';
import { Result } from '../../result/result';
import { Config } from '../options/config-schema';

/** A file of docs/ that is made from the code. */
export interface SchemaFile {
  /** Below the package's root. */
  readonly path: string;
  readonly content: string;
}

type Options = Pick<z.core.ToJSONSchemaParams, 'io' | 'reused'>;

/** The JSON Schemas (draft 2020-12) of what users read and write. */
export const SCHEMAS: readonly SchemaFile[] = [
  schema('docs/result.schema.json', 'result.json of etcd-assay', Result),
  schema('docs/journal.schema.json', 'one line of journal.jsonl of etcd-assay', JournalLine, {
    // What a reader takes, which is shorter than what it makes of it.
    io: 'input',
    reused: 'ref',
  }),
  schema('docs/config.schema.json', 'configuration file of etcd-assay', Config),
];

function schema(path: string, title: string, type: z.ZodType, options: Options = {}): SchemaFile {
  const { $schema, ...rest } = z.toJSONSchema(type, {
    ...options,
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema instanceof z.ZodTuple) {
        Object.assign(jsonSchema, lengthsOf(zodSchema));
      }
    },
  });
  return { path, content: `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n` };
}

/** zod leaves open how many items a tuple may have. */
function lengthsOf(tuple: z.ZodTuple): { readonly minItems: number; readonly items: false } {
  const required = tuple.def.items.filter((item) => !(item instanceof z.ZodOptional));
  return { minItems: required.length, items: false };
}
