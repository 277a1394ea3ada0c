import { expect, test } from '@jest/globals';
import { ExitCode } from '../../errors/exit-code';
import { budgetedGroup } from './budgeted-group';
import type { Engine } from './engine';

/** An engine that keeps its groups by systemd. */
const info = () => Promise.resolve({ CgroupDriver: 'systemd' });
const engine = { container: { dockerode: { info } } } as unknown as Engine;

test.each([
  [{ cpus: 1, requests: { etcd: 100 } }, 'programs of node m1 are to have CPU requests'],
  [{ cpus: 1 }, 'node m1 is to have a budget, and the engine keeps control groups by systemd'],
])('%j is refused', async (budget, why) => {
  const refused = budgetedGroup('m1', budget, { name: 'run' }, engine);
  await expect(refused).rejects.toThrow(why);
  await expect(refused).rejects.toMatchObject({ exitCode: ExitCode.environment });
});
