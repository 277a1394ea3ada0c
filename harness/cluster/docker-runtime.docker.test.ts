import { controlOf } from '../network/toxiproxy';
import { DockerRuntime } from '../runtime/docker/docker-runtime';
import { newEngineRun } from '../runtime/docker/labels';
import { runtimeContract } from './testing/runtime.contract';

runtimeContract('the docker runtime', {
  create: (folder) =>
    DockerRuntime.create(folder, newEngineRun(), (node, listen, at) =>
      controlOf(node).addProxy({ name: `relay-${at}`, listen, upstream: at }),
    ),
  budgets: false,
});
