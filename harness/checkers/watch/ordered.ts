import type { Finding } from '../finding';
import type { Watch } from '../history';
import { keyOfEvent, revisionOfEvent } from '../sightings';
import { broken } from './watch-finding';

/** Events come by revision, and none from before the first that was asked for. What comes twice is `unique`'s. */
export function ordered(watch: Watch): Finding[] {
  const { from, resumes } = watch.opened;
  const findings: Finding[] = [];
  const known = new Set<string>();
  let last = 0;
  for (const event of watch.responses.events()) {
    const revision = revisionOfEvent(event);
    const name = `${revision} ${keyOfEvent(event)}`;
    if (revision < from) {
      const guarantee = resumes === undefined ? 'ordered' : 'resumable';
      findings.push(broken(guarantee, watch, `asked for revision ${from} on and was shown ${revision}`));
    } else if (revision < last && !known.has(name)) {
      findings.push(broken('ordered', watch, `was shown revision ${revision} after ${last}`));
    }
    known.add(name);
    last = Math.max(last, revision);
  }
  return findings;
}
