import { z } from 'zod';
import { JournalRecord } from '../../journal/record';
import { Result } from '../../result/result';
import { Config } from '../options/config-schema';

/** A file of docs/ that is made from the code. */
export interface SchemaFile {
  /** Below the package's root. */
  readonly path: string;
  readonly content: string;
}

/** The JSON Schemas (draft 2020-12) of what users read and write. */
export const SCHEMAS: readonly SchemaFile[] = [
  schema('docs/result.schema.json', 'result.json of etcd-assay', Result),
  schema('docs/journal.schema.json', 'one line of journal.jsonl of etcd-assay', JournalRecord),
  schema('docs/config.schema.json', 'configuration file of etcd-assay', Config),
];

function schema(path: string, title: string, type: z.ZodType): SchemaFile {
  const { $schema, ...rest } = z.toJSONSchema(type);
  return { path, content: `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n` };
}
