import { scenarioNamed } from '../scenarios/catalogue';
import { Stage } from '../scenarios/stage';
import { attempt } from './attempt';
import type { Stand } from './bench';
import { enter } from './experiment';
import { finish } from './finish';

/** Acts out one scenario of the track record, and reads what the members then hold. */
export async function scenarioWork(stand: Stand, id: string): Promise<void> {
  const { act, title } = scenarioNamed(id);
  const stage = new Stage({ ...stand, recorded: () => stand.recorders.revision });
  try {
    enter(stand, 'from', title);
    const brokenOff = await attempt(() => act(stage));
    enter(stand, 'finish', 'final reads of every member');
    const unfinished = await attempt(() => finish(stand));
    const broken = brokenOff ?? unfinished;
    if (broken !== undefined) {
      throw broken;
    }
  } finally {
    await stage.close();
  }
}
