import type { RecordOf } from '../../journal/record';
import { findingsOf, type Finding } from '../finding';
import { pushTo } from '../grouping';
import type { History } from '../history';
import { keyOfEvent } from '../sightings';
import type { Witness } from '../witness';

const finding = findingsOf('api-no-lost-update', 'K8S-2');

type ApiCall = RecordOf<'api'>;
type Update = ApiCall & { readonly sent: number; readonly revision: number };

export interface LostUpdates {
  readonly updates: number;
  readonly conflicts: number;
  readonly findings: readonly Finding[];
}

/**
 * K8S-2: an update under a resourceVersion takes effect only on the object as it was at that version. What clients of the API were
 * told is held against what recorders saw of the object's key in etcd: an update's change has to stand there, be its own alone, and
 * come right after the one whose version it was made under.
 */
export function lostUpdates({ told, origin }: History, { sightings, trusted }: Witness): LostUpdates {
  const updates = told.api.filter(isUpdate);
  const changes = changesOf(new Set(updates.map(keyOf)), origin, sightings);
  const makers = new Map<number, Update>();
  const findings: Finding[] = [];
  for (const update of updates.filter(({ revision }) => revision <= trusted)) {
    const known = changes.get(keyOf(update)) ?? [];
    const place = known.indexOf(update.revision);
    const other = makers.get(update.revision);
    makers.set(update.revision, update);
    if (place < 0) {
      findings.push(
        finding(
          `${who(update)} was told that its update of ${update.object} made resourceVersion ${update.revision}, ` +
            `but nothing changed ${keyOf(update)} at that revision`,
        ),
      );
    } else if (other !== undefined) {
      findings.push(
        finding(
          `${who(other)} and ${who(update)} were both told that their update of ${update.object} made ` +
            `resourceVersion ${update.revision}`,
        ),
      );
    } else if (known[place - 1] !== update.sent) {
      findings.push(
        finding(
          `${who(update)} updated ${update.object} as it was at resourceVersion ${update.sent}, and was told that it made ` +
            `${update.revision}, although ${String(known[place - 1])} came in between: that change is lost`,
        ),
      );
    }
  }
  return { updates: updates.length, conflicts: told.api.filter(({ code }) => code === 409).length, findings };
}

const isUpdate = (call: ApiCall): call is Update =>
  call.verb === 'update' &&
  call.sent !== undefined &&
  call.revision !== undefined &&
  call.code !== undefined &&
  call.code < 300;

const keyOf = ({ object }: ApiCall): string => `/registry/${object}`;
const who = ({ client, node }: ApiCall): string => `client ${client} (API server of ${node})`;

/** Revisions that changed each of these keys, ascending: the last one of before, and all since. */
function changesOf(
  keys: ReadonlySet<string>,
  { kvs }: History['origin'],
  { byRevision }: Witness['sightings'],
): ReadonlyMap<string, readonly number[]> {
  const changes = new Map<string, number[]>();
  kvs.filter(({ key }) => keys.has(key)).forEach(({ key, mod }) => pushTo(changes, key, mod));
  for (const [revision, { events }] of byRevision) {
    for (const key of events.map(keyOfEvent).filter((key) => keys.has(key))) {
      pushTo(changes, key, revision);
    }
  }
  changes.forEach((revisions) => revisions.sort((one, other) => one - other));
  return changes;
}
