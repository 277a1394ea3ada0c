import { changesOf } from './attribution';
import type { History } from './history';
import { keyOfEvent } from './sightings';

/** Every key that somebody ever put, tried to put, or was shown by a watch. */
export function* knownKeys({ operations, watches }: History): Generator<string> {
  for (const { request } of operations) {
    for (const part of changesOf(request)) {
      if ('put' in part) {
        yield part.put.key;
      }
    }
  }
  for (const { responses } of watches) {
    for (const { events } of responses) {
      yield* events.map(keyOfEvent);
    }
  }
}
