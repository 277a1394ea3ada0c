import { hostname } from 'node:os';
import type { Engine } from './engine';
import { ofRun, ofRuns, runIn, type EngineRun } from './labels';
import { mayLive } from './owner';
import { unlessGone } from './unless-gone';

/** Removes the containers and the network of a run; what is not there needs no removing. */
export async function removeRun(name: string, { container: { dockerode } }: Engine): Promise<void> {
  const filters = ofRun(name);
  const containers = await dockerode.listContainers({ all: true, filters });
  await Promise.all(
    containers.map(({ Id }) => dockerode.getContainer(Id).remove({ force: true, v: true }).catch(unlessGone)),
  );
  const networks = await dockerode.listNetworks({ filters });
  await Promise.all(networks.map(({ Id }) => dockerode.getNetwork(Id).remove().catch(unlessGone)));
}

/** Runs that an engine still holds something of, though the process that made them on this machine is gone. */
export async function abandonedRuns({ container: { dockerode } }: Engine): Promise<EngineRun[]> {
  const filters = ofRuns();
  const found = [
    ...(await dockerode.listContainers({ all: true, filters })),
    ...(await dockerode.listNetworks({ filters })),
  ].flatMap(({ Labels }) => runIn(Labels ?? {}) ?? []);
  const runs = [...new Map(found.map((run) => [run.name, run])).values()];
  return runs.filter(({ owner, host }) => host === hostname() && !mayLive(owner));
}
