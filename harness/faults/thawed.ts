import type { Member } from '../cluster/member';
import type { RunningProgram } from '../runtime/running-program';
import { until } from '../time/until';

/** Lets a frozen member run on, where it was not killed meanwhile, and waits until that is seen. */
export async function thawed(member: Member, process: RunningProgram): Promise<void> {
  if ((await process.state()) === 'stopped') {
    await process.signal('SIGCONT');
  }
  await until(async () => (await process.state()) !== 'stopped', {
    within: 15_000,
    what: `${member.name} to run on`,
  });
}
