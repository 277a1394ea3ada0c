import { dirname, resolve } from 'node:path';
import { isMap, isScalar, Lexer, LineCounter, parseDocument, visit, type Document } from 'yaml';
import type { Argv } from 'yargs';
import { Refusal } from '../../errors/refusal';
import { Config, VERSION_FIELDS } from './config-schema';
import { fieldErrors } from './config-errors';
import { once, quoted } from './once';
import { readText } from './read-text';

/** Far more than any configuration needs, and little enough to parse whatever it is. */
const MOST_BYTES = 64 * 1024;

/** Lists, flow collections and explicit keys, of which a configuration needs a handful. */
const MOST_COLLECTIONS = 100;

export const configOption = <T>(argv: Argv<T>) =>
  argv.option('config', {
    type: 'string',
    requiresArg: true,
    describe: 'YAML file with the same keys as the flags, which win over it',
  });

/** The configuration file named by `--config`; empty where none is. */
export function readConfig(given: unknown): Config {
  const file = once('config', given);
  return file === undefined ? {} : parseConfig(file, readText('--config', file, MOST_BYTES));
}

/**
 * Parses and checks the text of a configuration file; the error names file, line, column and field. Paths of programs
 * are relative to the file.
 */
export function parseConfig(file: string, text: string): Config {
  const lines = new LineCounter();
  const refuse = (offset: number, ...problems: string[]): never => {
    const { line, col } = lines.linePos(offset);
    throw Refusal.usage(`${quoted(file)}:${Math.max(1, line)}:${Math.max(1, col)} ${problems.join('')}`);
  };
  const document = parsed(text, lines, refuse);
  keepVersionsAsWritten(document);
  const checked = Config.safeParse(document.toJS());
  if (checked.success) {
    return withProgramsBeside(file, checked.data);
  }
  const [first, ...others] = fieldErrors(checked.error, document);
  if (first === undefined) {
    throw checked.error;
  }
  const more =
    others.length === 0 ? '' : ` (and ${others.length} more, the next in line ${lineOf(lines, others)})`;
  return refuse(first.offset, first.message, more);
}

const withProgramsBeside = (file: string, config: Config): Config => {
  const programs = Object.entries(config.programs ?? {});
  const found = programs.map(([name, path]) => [name, resolve(dirname(file), path)] as const);
  return programs.length === 0 ? config : { ...config, programs: Object.fromEntries(found) };
};

const lineOf = (lines: LineCounter, errors: readonly { offset: number }[]): number =>
  lines.linePos(errors[0]?.offset ?? 0).line;

type Refuse = (offset: number, ...problems: string[]) => never;

function parsed(text: string, lineCounter: LineCounter, refuse: Refuse): Document {
  // The parser descends by recursion, and some thousand open brackets end the whole process.
  let collections = 0;
  for (const lexeme of new Lexer().lex(text)) {
    collections += ['[', '{', '-', '?'].includes(lexeme) ? 1 : 0;
    if (collections > MOST_COLLECTIONS) {
      return refuse(0, 'holds far more lists than a configuration has');
    }
  }
  const document = parseDocument(text, { lineCounter, prettyErrors: false, stringKeys: true });
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem !== undefined) {
    const { code, message, pos } = problem;
    return code === 'DUPLICATE_KEY'
      ? refuse(pos[0], `${wordAt(text, pos[0])}: is given twice`)
      : refuse(pos[0], `is not YAML: ${quoted(message)}`);
  }
  if (document.contents === null) {
    return refuse(0, 'is empty; give it a key, such as to: "3.6.16"');
  }
  visit(document, {
    // Nothing here is worth repeating, and aliases of aliases grow without bound.
    Alias: (_, node) => refuse(node.range?.[0] ?? 0, 'aliases (*) are not allowed here'),
  });
  if (!isMap(document.contents)) {
    return refuse(document.contents.range[0], 'must be keys and values, such as to: "3.6.16"');
  }
  return document;
}

const wordAt = (text: string, offset: number): string =>
  quoted(/^[^:\s]*/.exec(text.slice(offset))?.[0] ?? '');

function keepVersionsAsWritten(document: Document): void {
  for (const field of VERSION_FIELDS) {
    const node: unknown = document.getIn([field], true);
    if (isScalar(node) && typeof node.value === 'number' && node.source !== undefined) {
      node.value = node.source;
    }
  }
}
