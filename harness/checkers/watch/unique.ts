import type { Finding } from '../finding';
import type { Watch } from '../history';
import { keyOfEvent, revisionOfEvent } from '../sightings';
import { broken } from './watch-finding';

/** No event comes twice. */
export function unique(watch: Watch): Finding[] {
  const findings: Finding[] = [];
  const known = new Set<string>();
  for (const event of watch.responses.events()) {
    const [key, revision] = [keyOfEvent(event), revisionOfEvent(event)];
    if (known.has(`${revision} ${key}`)) {
      findings.push(broken('unique', watch, `was shown the change of ${key} at revision ${revision} twice`));
    }
    known.add(`${revision} ${key}`);
  }
  return findings;
}
