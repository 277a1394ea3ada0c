import { makeObject } from '../make-object';
import { ApiClient } from '../api-client';
import { PacedCalls } from '../paced-calls';
import type { RecordingApiClient } from '../recording-api-client';
import { clientsOf } from './clients';
import { LOAD_NAMESPACE, type StartLoad } from './load';
import { Turns } from './turns';

const WATCHES_OF_EACH_SERVER = 30;
/** Microseconds between two changes, each of which every watch is shown. */
const CHANGE_EVERY = 100_000;
/** Seconds, far longer than a load lasts. */
const WATCHED_FOR = 600;
const DEADLINE = 10_000;

const PATH = `/api/v1/namespaces/${LOAD_NAMESPACE}/configmaps`;
const NAME = 'watched';

/** One object that changes ten times a second, and many watches of each API server that are shown every change. */
export const watchFanout: StartLoad = async (place) => {
  const [at] = place.plane.endpoints.values();
  const maker = new ApiClient(at ?? '', place.plane.identity, DEADLINE);
  await makeObject(maker, PATH, { metadata: { name: NAME }, data: { count: '0' } }).finally(() => {
    maker.close();
  });
  const object = `configmaps/${LOAD_NAMESPACE}/`;
  const path = `${PATH}?watch=1&timeoutSeconds=${WATCHED_FOR}&fieldSelector=metadata.name%3D${NAME}`;
  const watches = new Turns(
    clientsOf(place, WATCHES_OF_EACH_SERVER, WATCHED_FOR * 1000),
    (client, _, until) =>
      client.perform({ verb: 'watch', object }, { method: 'GET', path, lines: true, counted: true, until }),
  );
  const writers = clientsOf(place, 1);
  const changes = new PacedCalls(place.journal, CHANGE_EVERY, (due, count) =>
    (writers[count % writers.length] as RecordingApiClient).perform(
      { verb: 'patch', object: `${object}${NAME}`, due },
      {
        ...{ method: 'PATCH', path: `${PATH}/${NAME}`, contentType: 'application/merge-patch+json' },
        body: { data: { count: String(count + 1) } },
      },
    ),
  );
  return {
    stop: async () => {
      await changes.stop();
      await watches.stop();
      writers.forEach((client) => client.close());
    },
  };
};
