import type { RecordOf } from '../../journal/record';
import type { Measurement } from '../../result/result';
import { findingsOf, secondsText, type Finding } from '../finding';
import { groupBy } from '../grouping';
import type { History } from '../history';

const finding = findingsOf('elector-fencing', 'K8S-3');

type Note = RecordOf<'elector'>;
/** A write that the check of its token let through. */
type Work = Note & { readonly token: number; readonly revision: number };

export interface ElectorFencing {
  readonly leaders: number;
  readonly works: number;
  readonly missing: string | undefined;
  readonly findings: readonly Finding[];
  readonly measurements: readonly Measurement[];
}

/**
 * K8S-3: every time that a Lease changes hands it is one elector's, and writes that were checked for that token stand in its order:
 * nobody wrote any more once a later leader had. Without such a check an elector that slept does write beside the one who leads.
 */
export function electorFencing({ told }: History): ElectorFencing {
  const leases = [...groupBy(told.elector, ({ lease }) => lease).values()];
  const works = told.elector.filter(isFencedWork);
  const late = leases.flatMap((notes) => notes.filter((note) => worksLate(note, notes)));
  const unfenced = late.filter(({ state, fenced }) => state === 'works' && fenced === false);
  const refused = late.filter(({ state, fenced }) => state === 'refused' && fenced === true);
  return {
    leaders: told.elector.filter(({ state }) => state === 'leads').length,
    works: works.length,
    missing:
      works.length === 0
        ? 'no elector led and wrote'
        : unfenced.length === 0 || refused.length === 0
          ? 'no elector slept until another one led, and went on'
          : undefined,
    findings: leases.flatMap((notes) => [...sharedTokens(notes), ...outOfOrder(notes)]),
    measurements: [
      { name: 'unfenced writes beside another leader', value: unfenced.length, unit: 'writes' },
      { name: 'late writes stopped by their token', value: refused.length, unit: 'writes' },
    ],
  };
}

const isFencedWork = (note: Note): note is Work =>
  note.state === 'works' && note.fenced === true && note.token !== undefined && note.revision !== undefined;

/** Whether another elector was already known to lead under a later token. */
const worksLate = ({ t, token = Infinity }: Note, notes: readonly Note[]): boolean =>
  notes.some((other) => other.state === 'leads' && other.t < t && (other.token ?? 0) > token);

function sharedTokens(notes: readonly Note[]): Finding[] {
  const leaders = new Map<number | undefined, Note>();
  return notes
    .filter(({ state }) => state === 'leads')
    .flatMap((note) => {
      const other = leaders.get(note.token);
      leaders.set(note.token, note);
      return other === undefined || other.elector === note.elector
        ? []
        : [
            finding(
              `${other.elector} (since ${secondsText(other.t)}) and ${note.elector} (since ${secondsText(note.t)}) both led by ` +
                `${note.lease} as the one after ${String(note.token)} changes of hands`,
            ),
          ];
    });
}

/** In the order in which etcd has them. */
function outOfOrder(notes: readonly Note[]): Finding[] {
  const works = notes.filter(isFencedWork).sort((one, other) => one.revision - other.revision);
  return works.flatMap((work, index) => {
    const before = works[index - 1];
    return before === undefined || before.token <= work.token
      ? []
      : [
          finding(
            `${work.elector} wrote at resourceVersion ${work.revision} under token ${work.token} of ${work.lease}, after ` +
              `${before.elector} had under token ${before.token}: two acted at once`,
          ),
        ];
  });
}
