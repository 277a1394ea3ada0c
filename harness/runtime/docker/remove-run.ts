import { until } from '../../time/until';
import { ControlGroups } from '../control-groups';
import type { Engine } from './engine';
import { ofRun } from './labels';
import { unlessGone } from './unless-gone';

/** Milliseconds; an engine under load takes a while for each container. */
const WITHIN = 60_000;

/**
 * Removes the containers, the network and the control groups of a run, until none is left: what the engine had been asked
 * to make before its process died may only come about after that.
 * @throws WaitedInVain where something will not go
 */
export async function removeRun(name: string, engine: Engine): Promise<void> {
  const patience = { within: WITHIN, every: 200, what: `everything of ${name} to be removed` };
  await until(async () => !(await removeOnce(name, engine)), patience);
  await until(() => removedGroups(name), patience);
}

/** @returns whether they are gone; of a container that is just being removed they may still be in use */
function removedGroups(name: string): boolean {
  try {
    ControlGroups.reserved(name).remove();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EBUSY') {
      return false;
    }
    throw error;
  }
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
