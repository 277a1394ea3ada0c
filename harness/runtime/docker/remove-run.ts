import type { Engine } from './engine';
import { ofRun } from './labels';
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
