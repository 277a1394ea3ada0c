import { ApiClient } from '../api-client';
import { RecordingApiClient } from '../recording-api-client';
import type { LoadPlace } from './load';

/** Milliseconds: longer than anything is slow, so that what is slow is seen as slow and not as unanswered. */
const DEADLINE = 30_000;

/** Recording clients of every API server, those of one server not next to each other. */
export function clientsOf(
  { plane: { endpoints, identity }, journal, numbers }: LoadPlace,
  ofEach: number,
  deadline = DEADLINE,
): RecordingApiClient[] {
  return Array.from({ length: ofEach }, () =>
    [...endpoints].map(
      ([node, at]) =>
        new RecordingApiClient(new ApiClient(at, identity, deadline), journal, {
          ...{ client: numbers.next(), node },
        }),
    ),
  ).flat();
}
