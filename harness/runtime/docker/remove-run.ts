import { until } from '../../time/until';
import type { Engine } from './engine';
import { ofRun } from './labels';
import { unlessGone } from './unless-gone';

/** Milliseconds; an engine under load takes a while for each container. */
const WITHIN = 60_000;

/**
 * Removes the containers and the network of a run, until none is left: what the engine had been asked to make before its
 * process died may only come about after that.
 * @throws WaitedInVain where something will not go
 */
export async function removeRun(name: string, engine: Engine): Promise<void> {
  await until(async () => !(await removeOnce(name, engine)), {
    ...{ within: WITHIN, every: 200 },
    what: `everything of ${name} to be removed`,
  });
}

/** @returns whether there was anything to remove */
async function removeOnce(name: string, { container: { dockerode } }: Engine): Promise<boolean> {
  const filters = ofRun(name);
  const containers = await dockerode.listContainers({ all: true, filters });
  await Promise.all(
    containers.map(({ Id }) => dockerode.getContainer(Id).remove({ force: true, v: true }).catch(unlessGone)),
  );
  const networks = await dockerode.listNetworks({ filters });
  await Promise.all(networks.map(({ Id }) => dockerode.getNetwork(Id).remove().catch(unlessGone)));
  return containers.length + networks.length > 0;
}
