import type { Argv } from 'yargs';
import { Refusal } from '../../errors/refusal';
import { CRITERIA, criterionOf } from '../../result/criteria';
import type { CriterionId } from '../../result/criterion-id';
import { suggestion } from './nearest';
import { quoted, repeated } from './once';

/** Thresholds in force, by the id of each settable criterion, in its own unit; for the journal's header. */
export type Thresholds = Readonly<Record<string, number>>;

/** Criteria whose threshold is the operator's; a guarantee has no tolerance to set. */
export const SETTABLE: readonly CriterionId[] = CRITERIA.filter((one) => one.settable).map(({ id }) => id);

export const thresholdOption = <T>(argv: Argv<T>) =>
  argv.option('threshold', {
    type: 'string',
    array: true,
    nargs: 1,
    requiresArg: true,
    describe: `set a bound, as ID=VALUE; repeatable (${SETTABLE.join(', ')})`,
  });

/**
 * Defaults of a single member. While it is upgraded nobody answers, and its graceful stop alone takes up to 8 s, since
 * etcd waits for open watches.
 */
const ALONE: Partial<Record<CriterionId, number>> = { 'upgrade-gap': 30, 'api-gap': 30 };

/**
 * The user's thresholds over the defaults; flags win over the configuration file, criterion by criterion.
 * @param members how many the cluster has
 */
export function readThresholds(given: unknown, config: FileThresholds, members: number): Thresholds {
  const alone = members === 1 ? ALONE : {};
  const flags: Partial<Record<CriterionId, number>> = {};
  for (const text of repeated('threshold', given)) {
    const { id, value } = parse(text);
    if (flags[id] !== undefined) {
      throw Refusal.usage(`--threshold ${id} is given twice; give it once`);
    }
    flags[id] = value;
  }
  return Object.fromEntries(
    SETTABLE.map((id) => [id, flags[id] ?? config[id] ?? alone[id] ?? criterionOf(id).threshold]),
  );
}

/** As the configuration file has them: keys and values are checked there. */
type FileThresholds = Readonly<Record<string, number | undefined>>;

function parse(text: string): { id: CriterionId; value: number } {
  const [name, number] = split(text);
  if (number === undefined) {
    throw Refusal.usage(`--threshold "${quoted(text)}" must be ID=VALUE, as in upgrade-gap=5`);
  }
  const id = settable(name);
  // Number('') is 0 and Number('0x5') is 5; only a plain decimal number is meant.
  const value = /^\d+(\.\d+)?$/.test(number) ? Number(number) : NaN;
  if (!Number.isFinite(value)) {
    throw Refusal.usage(`--threshold ${id} must be a number of at least 0, not "${quoted(number)}"`);
  }
  return { id, value };
}

function split(text: string): [string, string?] {
  const at = text.indexOf('=');
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function settable(name: string): CriterionId {
  const criterion = CRITERIA.find((one) => one.id === name);
  if (criterion === undefined) {
    const known = CRITERIA.map(({ id }) => id);
    throw Refusal.usage(`--threshold: no criterion "${quoted(name)}"${suggestion(name, known)}`);
  }
  if (!criterion.settable) {
    throw Refusal.usage(
      `--threshold: ${name} has no bound of yours to set; those that have: ${SETTABLE.join(', ')}`,
    );
  }
  return criterion.id;
}
