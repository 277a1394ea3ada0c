import { stateText } from '../difference';
import type { Finding } from '../finding';
import type { Watch } from '../history';
import { revisionOfEvent } from '../sightings';
import type { Witness } from '../witness';
import { isPartly, type Unseen } from './unseen';
import { broken } from './watch-finding';

/** A progress notification says that everything up to its revision has been shown: nothing of it is missing, or comes late. */
export function bookmarkable(watch: Watch, unseen: readonly Unseen[], { model }: Witness): Finding[] {
  const notified = [...watch.responses]
    .filter(({ events }) => events.length === 0)
    .reduce((high, { revision }) => Math.max(high, revision), 0);
  return [
    ...tooLate(watch),
    ...unseen
      .filter((one) => !isPartly(one) && one.revision <= notified)
      .map(({ revision, keys: [key], by }) =>
        broken(
          'bookmarkable',
          watch,
          `was notified of progress to revision ${notified} without revision ${revision} ` +
            `(${stateText(key, model.get(key, revision))})`,
          ...by,
        ),
      ),
  ];
}

function tooLate(watch: Watch): Finding[] {
  const findings: Finding[] = [];
  const known = new Set<number>();
  let notified = 0;
  for (const { events, revision } of watch.responses) {
    notified = events.length === 0 ? Math.max(notified, revision) : notified;
    const late = events.map(revisionOfEvent).find((one) => one <= notified && !known.has(one));
    if (late !== undefined) {
      const words = `was notified of progress to revision ${notified}, and shown revision ${late} only after that`;
      findings.push(broken('bookmarkable', watch, words));
    }
    events.forEach((event) => known.add(revisionOfEvent(event)));
  }
  return findings;
}
