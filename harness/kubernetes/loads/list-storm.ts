import { clientsOf } from './clients';
import { LOAD_NAMESPACE, type StartLoad } from './load';
import { PODS } from './pod';
import { Turns } from './turns';

const OF_EACH_SERVER = 2;

/** All pods are listed again and again, as one who has lost its watch does, each client as soon as it is answered. */
export const listStorm: StartLoad = (place) =>
  Promise.resolve(
    new Turns(clientsOf(place, OF_EACH_SERVER), (client) =>
      client.perform(
        { verb: 'list', object: `pods/${LOAD_NAMESPACE}/` },
        { method: 'GET', path: PODS, counted: true },
      ),
    ),
  );
