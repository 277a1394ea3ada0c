import { isMap, isNode, isScalar, type Document } from 'yaml';
import type { z } from 'zod';
import { Config } from './config-schema';
import { suggestion } from './nearest';
import { quoted } from './once';
import { SETTABLE } from './thresholds';

/** One thing wrong with one field, at its place in the text. */
export interface FieldError {
  readonly offset: number;
  /** "field: what is wrong". */
  readonly message: string;
}

/** What zod found, in the order of the file and in words about the file. */
export const fieldErrors = (error: z.ZodError, document: Document): FieldError[] =>
  error.issues.flatMap((issue) => errorsOf(issue, document)).sort((one, other) => one.offset - other.offset);

function errorsOf(issue: z.core.$ZodIssue, document: Document): FieldError[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    const known = path.length === 0 ? Object.keys(Config.shape) : SETTABLE;
    return issue.keys.map((key) => ({
      offset: keyOffset(document, path, key),
      message: `${field([...path, key])}: unknown key${suggestion(key, known)}`,
    }));
  }
  return [{ offset: valueOffset(document, path), message: `${field(path)}: ${words(issue, document)}` }];
}

const field = (path: readonly string[]): string => path.map(quoted).join('.');

function words(issue: z.core.$ZodIssue, document: Document): string {
  if (issue.code === 'invalid_type') {
    return `must be ${KINDS[issue.expected] ?? issue.expected}, not ${valueWords(issue.path, document)}`;
  }
  if (issue.code === 'invalid_value' && issue.values.length > FEW) {
    const node: unknown = document.getIn(issue.path, true);
    const given = isScalar(node) ? (node.source ?? '') : '';
    return `there is no ${valueWords(issue.path, document)}${suggestion(given, issue.values.map(String))}`;
  }
  if (issue.code === 'invalid_value') {
    return `must be ${issue.values.map(String).join(', ')}, not ${valueWords(issue.path, document)}`;
  }
  if (issue.code === 'too_small') {
    return issue.origin === 'string' ? 'must not be empty' : `must be at least ${issue.minimum}`;
  }
  if (issue.code === 'too_big') {
    return `must be at most ${issue.maximum}`;
  }
  if (issue.code === 'invalid_format') {
    return `${issue.message}, not ${valueWords(issue.path, document)}`;
  }
  return issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;
}

/** So many values can be listed; of more, only the nearest is named. */
const FEW = 6;

const KINDS: Readonly<Record<string, string>> = {
  string: 'text (put it in quotes)',
  int: 'a whole number',
  number: 'a number',
  object: 'keys and values',
  record: 'keys and values',
};

function valueWords(path: readonly PropertyKey[], document: Document): string {
  const node: unknown = document.getIn(path, true);
  if (!isScalar(node)) {
    return isMap(node) ? 'keys and values' : 'a list';
  }
  return node.value === null ? 'nothing' : `"${quoted(node.source ?? '')}"`;
}

/** Where the value stands; for one that YAML leaves empty, that is behind its key. */
function valueOffset(document: Document, path: readonly string[]): number {
  const node: unknown = document.getIn(path, true);
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}

function keyOffset(document: Document, path: readonly string[], key: string): number {
  const map: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  const pair = isMap(map) ? map.items.find((one) => isScalar(one.key) && one.key.value === key) : undefined;
  return isNode(pair?.key) ? (pair.key.range?.[0] ?? 0) : 0;
}
