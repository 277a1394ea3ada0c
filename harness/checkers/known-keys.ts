import { changesOf } from './attribution';
import type { History } from './history';
import type { Sightings } from './sightings';

/** Every key that somebody ever put, tried to put, or that a recorder was shown to be put. */
export function knownKeys({ operations }: History, { byRevision }: Sightings): Set<string> {
  const keys = new Set<string>();
  for (const { request } of operations) {
    if ('put' in request) {
      keys.add(request.put.key);
    } else {
      for (const part of changesOf(request)) {
        if ('put' in part) {
          keys.add(part.put.key);
        }
      }
    }
  }
  for (const [, { events }] of byRevision) {
    for (const event of events) {
      if ('put' in event) {
        keys.add(event.put.key);
      }
    }
  }
  return keys;
}
