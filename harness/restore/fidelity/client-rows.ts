import { trialRow, type Row } from './row';
import type { Answer, ResumedWatch, StaleWrite } from './trials';

const said = ({ code, words }: Answer): string => `HTTP ${code}${words === undefined ? '' : ` (${words})`}`;

const CONFLICT = 409;

/** How clients fare that remember versions from before the loss. */
export const CLIENT_ROWS: readonly Row[] = [
  trialRow(5, "a stale client's compare-and-swap (ABA)", 'staleWrite', (found) => ({
    measured: outcomeOf(found),
    evidence: staleWords(found),
  })),
  trialRow(6, 'open watches and informers', 'resumedWatch', (found) => ({
    measured: watchSymbol(found),
    evidence: watchWords(found),
  })),
];

function outcomeOf({ atOnce, met }: StaleWrite): string {
  if (atOnce.code !== CONFLICT) {
    return '! not refused';
  }
  if (met === undefined) {
    return 'rejected';
  }
  const { code, words = '' } = met.whole;
  return code === 200
    ? '! can succeed'
    : code !== CONFLICT
      ? `HTTP ${code}`
      : words.includes('UID in precondition')
        ? 'rejected (uid)'
        : 'rejected';
}

function staleWords({ remembered, atOnce, changes, version, met }: StaleWrite): string {
  const [least, most] = remembered;
  const first = `clients remember ${least} to ${most}; at once ${said(atOnce)}`;
  if (met === undefined) {
    return `${first}; the object has ${version}, beyond all of them, and only ever goes up`;
  }
  const then = `${first}; after ${changes} changes by others it has ${version} again: ${said(met.whole)}`;
  return met.withoutUid === undefined ? then : `${then}; without the uid in it ${said(met.withoutUid)}`;
}

const EXPIRED = 410;

/** What it was not told although it was made after the version that it went on from. */
const missedIn = ({ made, told }: { made: readonly number[]; told: readonly number[] }): number[] =>
  made.filter((version) => !told.includes(version));

const watchSymbol = (found: ResumedWatch): string =>
  'ended' in found
    ? found.ended.code === EXPIRED && found.relisted.code === 200
      ? '410, relist'
      : `HTTP ${found.ended.code}`
    : missedIn(found).length === 0
      ? '='
      : '! silently stale';

function watchWords(found: ResumedWatch): string {
  if ('ended' in found) {
    return `resumed from ${found.from}: ${said(found.ended)}; list again: ${said(found.relisted)}`;
  }
  const { from, made, told } = found;
  const missed = missedIn(found);
  const first = `resumed from ${from} without an error; told ${told.length} of ${made.length} changes`;
  return missed.length === 0
    ? first
    : `${first}, nothing of ${String(missed[0])} to ${String(missed.at(-1))}, and first ${String(told[0])}`;
}
