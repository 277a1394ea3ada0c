import { clientsOf } from './clients';
import { LOAD_NAMESPACE, type StartLoad } from './load';
import { podNamed, PODS } from './pod';
import { Turns } from './turns';

const OF_EACH_SERVER = 2;

/** Pods that are made, read and deleted, one after another by each client; schedulers look for nodes for them in vain. */
export const objectChurn: StartLoad = (place) => {
  let count = 0;
  return Promise.resolve(
    new Turns(clientsOf(place, OF_EACH_SERVER), async (client) => {
      count += 1;
      const name = `churned-${count}`;
      const object = `pods/${LOAD_NAMESPACE}/${name}`;
      const path = `${PODS}/${name}`;
      const body = podNamed(name, { held: false });
      await client.perform({ verb: 'create', object }, { method: 'POST', path: PODS, body });
      await client.perform({ verb: 'get', object }, { method: 'GET', path });
      await client.perform(
        { verb: 'delete', object },
        { method: 'DELETE', path: `${path}?gracePeriodSeconds=0` },
      );
    }),
  );
};
