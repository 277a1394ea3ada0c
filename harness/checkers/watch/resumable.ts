import { stateText } from '../difference';
import type { Finding } from '../finding';
import type { Watch } from '../history';
import { reached, revisionOfEvent } from '../sightings';
import type { Witness } from '../witness';
import { isPartly, type Unseen } from './unseen';
import { broken, nameOf } from './watch-finding';

/** A watch can go on where a broken one ended, as long as that revision is not compacted. */
export function resumable(watch: Watch, unseen: readonly Unseen[], witness: Witness): Finding[] {
  return [...lostInBetween(watch, unseen, witness), ...wronglyCancelled(watch, witness)];
}

function lostInBetween(watch: Watch, unseen: readonly Unseen[], { model }: Witness): Finding[] {
  const events = watch.responses.events().map(revisionOfEvent);
  const first = watch.opened.resumes === undefined ? 0 : (events[0] ?? 0);
  return unseen
    .filter((one) => !isPartly(one) && one.revision < first)
    .map(({ revision, keys: [key], by }) =>
      broken(
        'resumable',
        watch,
        `was resumed at revision ${watch.opened.from} and began with ${first}, without revision ${revision} ` +
          `(${stateText(key, model.get(key, revision))})`,
        ...by,
      ),
    );
}

/** etcd may cancel a watch whose next revision was compacted; starting at the compacted revision is legal. */
function wronglyCancelled(watch: Watch, { windows }: Witness): Finding[] {
  const { closed } = watch;
  const next = reached(watch) + 1;
  return closed?.compacted === undefined || windows.mayBeCompacted(next, closed.t)
    ? []
    : [
        broken(
          'resumable',
          watch,
          `was cancelled as compacted at ${closed.compacted}, though revision ${next}, its next, was not`,
        ),
      ];
}

/** Where its own client resumed a watch too late, so that nothing can be said. */
export function hole(watch: Watch, byId: ReadonlyMap<number, Watch>): string[] {
  const before = watch.opened.resumes === undefined ? undefined : byId.get(watch.opened.resumes);
  return before === undefined ||
    before.closed?.compacted !== undefined ||
    watch.opened.from <= reached(before) + 1
    ? []
    : [
        `${nameOf(watch)} was resumed at revision ${watch.opened.from}, and ${nameOf(before)} had reached ${reached(before)}`,
      ];
}
