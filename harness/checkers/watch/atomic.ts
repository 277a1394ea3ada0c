import type { Finding } from '../finding';
import { groupByRevision, keyOfEvent } from '../sightings';
import { groupBy } from '../grouping';
import type { Watch } from '../history';
import { isPartly, type Unseen } from './unseen';
import { broken } from './watch-finding';
import { stateText } from '../difference';
import type { Witness } from '../witness';

/** A revision comes whole, in one response. */
export function atomic(watch: Watch, unseen: readonly Unseen[], { model }: Witness): Finding[] {
  return [
    ...split(watch),
    ...unseen
      .filter(isPartly)
      .map(({ revision, keys: [key], by }) =>
        broken(
          'atomic',
          watch,
          `was shown revision ${revision} without all of it: ${stateText(key, model.get(key, revision))} is missing`,
          ...by,
        ),
      ),
  ];
}

/** The same change shown once more is no other half of its revision. */
function split(watch: Watch): Finding[] {
  const parts = [...watch.responses].flatMap(({ events }) =>
    [...groupByRevision(events)].map(([revision, shown]) => ({
      revision,
      keys: shown.map(keyOfEvent).sort().join('\0'),
    })),
  );
  return [...groupBy(parts, ({ revision }) => revision)].flatMap(([revision, group]) =>
    new Set(group.map(({ keys }) => keys)).size > 1
      ? [
          broken(
            'atomic',
            watch,
            `was shown revision ${revision} in ${group.length} responses, a part in each`,
          ),
        ]
      : [],
  );
}
