import { relay } from '../network/toxiproxy';
import { DockerRuntime } from '../runtime/docker/docker-runtime';
import { newEngineRun } from '../runtime/docker/labels';
import { runtimeContract } from './testing/runtime.contract';

runtimeContract('the docker runtime', {
  create: (folder) =>
    DockerRuntime.create(folder, newEngineRun(), {
      relay,
      lost: (why) => {
        throw why;
      },
    }),
  budgets: false,
  // Through the engine's own proxy, and a relay in the sidecar.
  overhead: 2,
});
