import { relay } from '../network/toxiproxy';
import { ControlGroups } from '../runtime/control-groups';
import { DockerRuntime } from '../runtime/docker/docker-runtime';
import { newEngineRun } from '../runtime/docker/labels';
import { runtimeContract } from './testing/runtime.contract';

const run = newEngineRun();
const groups = ControlGroups.of(run.name);

runtimeContract('the docker runtime', {
  create: (folder) =>
    DockerRuntime.create(folder, run, {
      relay,
      lost: (why) => {
        throw why;
      },
    }),
  budgets: groups !== undefined,
  // Through the engine's own proxy, and a relay in the sidecar.
  overhead: 2,
});
