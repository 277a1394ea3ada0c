import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { containerEngine, type Engine } from '../runtime/docker/engine';
import { holdingsIn } from '../runtime/docker/holdings';
import { placeNow } from '../runtime/docker/owner';
import { until } from '../time/until';
import { Premises } from './testing/premises';
import { runCli, startCli } from './testing/run-cli';
import { stockCache } from './testing/stock-cache';

const WORDS = ['suite', 'cas', '--members', '3', '--runtime', 'docker', '--etcd', '3.6.16', '--seed', '1'];
const GONE = { within: 40_000, every: 100 };

describe('a run on containers that is ended', () => {
  let engine: Engine;
  let shared: Premises;

  beforeAll(async () => {
    engine = await containerEngine();
    shared = new Premises();
    await stockCache(shared.cache);
  }, 600_000);

  afterAll(() => {
    shared.remove();
  });

  test.each([
    { way: 'SIGINT', code: 130, delay: 2_500 },
    { way: 'SIGTERM', code: 130, delay: 0 },
    { way: 'kill -9 of the outer', code: null, delay: 1_500 },
    { way: 'kill -9 of the inner', code: 70, delay: 3_500 },
  ])(
    'by $way leaves nothing in the engine',
    async ({ way, code, delay }) => {
      const premises = new Premises();
      const env = {
        ...premises.env,
        ETCD_ASSAY_CACHE: shared.cache,
        DOCKER_HOST: process.env['DOCKER_HOST'],
      };
      try {
        const out = join(premises.cwd, 'out');
        const cli = startCli([...WORDS, '--out', out], { cwd: premises.cwd, env });
        const pid = cli.child.pid ?? 0;
        const held = async () =>
          (await holdingsIn(engine)).runs.filter(({ run }) => run.owner.startsWith(`${pid}@`));
        await until(() => cli.said().includes('> from'), {
          ...{ within: 60_000, what: 'the run to begin' },
        });
        await pause(delay);
        expect((await held())[0]?.containers.length).toBeGreaterThanOrEqual(7);
        const inner = premises.processes().find(({ command }) => command.includes('cli/inner'));
        process.kill(
          way === 'kill -9 of the inner' ? (inner?.pid ?? 0) : pid,
          way === 'SIGINT' || way === 'SIGTERM' ? way : 'SIGKILL',
        );
        expect((await cli.ended).code).toBe(code);
        await until(async () => (await held()).length === 0, { ...GONE, what: 'its containers to be gone' });
        await until(() => premises.processes().length === 0, { ...GONE, what: 'its processes to be gone' });
      } finally {
        premises.remove();
      }
    },
    180_000,
  );

  test('and what nobody removed, "clean" does', async () => {
    const { dockerode } = engine.container;
    const name = `etcd-assay-test-${process.pid}`;
    const labels = {
      'etcd-assay': 'run',
      'etcd-assay.run': name,
      // No process began at this time.
      'etcd-assay.owner': `${process.pid}@1`,
      'etcd-assay.host': placeNow(),
    };
    await dockerode.createNetwork({ Name: name, Labels: labels });
    const premises = new Premises();
    const env = { ...premises.env, DOCKER_HOST: process.env['DOCKER_HOST'] };
    try {
      const listed = await runCli(['clean'], { cwd: premises.cwd, env });
      expect(listed.stdout).toContain(`run ${name}: 0 containers, 1 network, abandoned`);
      const removed = await runCli(['clean', '--yes'], { cwd: premises.cwd, env });
      expect(removed.code).toBe(0);
      expect((await holdingsIn(engine)).runs.map(({ run }) => run.name)).not.toContain(name);
    } finally {
      premises.remove();
    }
  }, 60_000);
});
