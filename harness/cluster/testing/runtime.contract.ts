import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLIENT_PORT, Network, PEER_PORT } from '../../network/network';
import type { Node } from '../../runtime/node';
import type { RunningProgram } from '../../runtime/running-program';
import type { Runtime } from '../../runtime/runtime';
import { until } from '../../time/until';
import type { NodeSpec } from '../../topology/topology';
import { flagsFor } from '../flags';
import { testProgram } from './programs';

const VERSION = '3.6.16';
const PATIENCE = { within: 20_000, every: 20 };

/**
 * What every runtime must do, shown with real programs. `budgets`: whether this machine can keep them. `overhead`:
 * milliseconds that a probe may take on its way to the link, where it does not begin on the node itself.
 */
export function runtimeContract(
  name: string,
  {
    create,
    budgets,
    overhead,
  }: { create: (folder: string) => Promise<Runtime>; budgets: boolean; overhead: number },
): void {
  describe(`${name} keeps the runtime contract`, () => {
    let folder: string;
    let runtime: Runtime;
    let network: Network;
    let near: Node;
    let far: Node;
    const programs = new Map<string, RunningProgram>();

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'etcd-assay-contract-'));
      runtime = await create(folder);
      const specs: NodeSpec[] = ['m1', 'm2'].map((node) => ({ name: node, runs: ['etcd'], zone: 'a' }));
      [near, far] = (await runtime.createNodes(specs)) as [Node, Node];
      network = await Network.create(testProgram('toxiproxy'), runtime.clientNode, [near, far]);
      await network.ready();
      for (const node of [near, far]) {
        programs.set(node.name, await startEtcd(node));
      }
      await Promise.all([near, far].map(answers));
    });

    afterAll(async () => {
      await runtime.dispose();
      await rm(folder, { recursive: true });
    });

    const program = (node: Node): RunningProgram => programs.get(node.name) as RunningProgram;
    const through = (from: string, to: string, count = 1, deadline = 500) => {
      const { at } = network.link(from, to);
      const node = [near, far].find((node) => node.name === from) ?? runtime.clientNode;
      const path = '/version';
      return node.probe({ at, path, count, deadline });
    };

    test('a killed program is gone, its node keeps its address, and it starts again there', async () => {
      await program(near).signal('SIGKILL');
      await until(async () => (await program(near).state()) === 'gone', {
        ...PATIENCE,
        what: 'the tree to be gone',
      });
      expect(await program(near).exited).toEqual({ code: null, signal: 'SIGKILL' });
      expect(await through('m2', 'm1')).toMatchObject({ sent: 1, answered: [] });
      programs.set(near.name, await startEtcd(near));
      await answers(near);
      expect((await through('m2', 'm1')).answered).toHaveLength(1);
    });

    test('a frozen program keeps its connections and answers nobody until it is thawed', async () => {
      await program(near).signal('SIGSTOP');
      await until(async () => (await program(near).state()) === 'stopped', {
        ...PATIENCE,
        what: 'the tree to be stopped',
      });
      expect((await through('m2', 'm1')).answered).toHaveLength(0);
      await program(near).signal('SIGCONT');
      await answers(near);
      expect(await program(near).state()).toBe('running');
    });

    test('what a program prints is in its log, restarts included', () => {
      const log = readFileSync(program(near).log, 'utf8');
      expect(log.match(/"msg":"Running: "/g)).toHaveLength(2);
    });

    test('a link is cut in one direction while the other passes', async () => {
      const link = network.link('m1', 'm2');
      await link.add({ stream: 'upstream', effect: { type: 'blackhole' } });
      expect((await through('m1', 'm2')).answered).toHaveLength(0);
      expect((await through('m2', 'm1')).answered).toHaveLength(1);
      await link.heal();
      expect((await through('m1', 'm2')).answered).toHaveLength(1);
    });

    test.each([0, 10, 50, 200])('a round trip of %i ms is kept within max(10 %%, 2 ms)', async (wanted) => {
      const link = network.link('client', 'm2');
      const half = { type: 'latency', latency: wanted / 2, jitter: 0 } as const;
      await link.add({ stream: 'upstream', effect: half }, { stream: 'downstream', effect: half });
      const { answered } = await through('client', 'm2', 15, 2_000);
      await link.heal();
      // A busy machine delays some answers by itself, and hastens none: the quicker ones show the link.
      const [shortest, , , quartile] = [...answered].sort((one, other) => one - other) as [
        number,
        ...number[],
      ];
      const tolerance = Math.max(0.1 * wanted, 2);
      expect(answered).toHaveLength(15);
      expect(shortest).toBeGreaterThanOrEqual(wanted - tolerance);
      expect(quartile).toBeLessThanOrEqual(wanted + tolerance + overhead);
    });

    (budgets ? test : test.skip)(
      'a node keeps its budget of processor time',
      async () => {
        const [small] = await runtime.createNodes([
          { name: 'small', runs: ['etcd'], zone: 'a', budget: { cpus: 0.2, memoryBytes: 256 << 20 } },
        ]);
        // However busy the machine is, a program cannot use more than its node's budget; without one it would.
        // The time that passes is the script's own: a container takes a while to be started.
        const script =
          'read begun _ </proc/uptime; i=0; while [ $i -lt 800000 ]; do i=$((i+1)); done; read done _ </proc/uptime; echo $begun $done; times';
        // A container that has nothing of this machine but a shell still needs what that is linked to.
        const shell = { path: '/bin/sh', reads: ['/lib', '/lib64'].filter(existsSync) };
        const limited = await (small as Node).start({ name: 'spin', ...shell, args: ['-c', script] });
        expect((await limited.exited).code).toBe(0);
        const printed = readFileSync(limited.log, 'utf8');
        const [, begun, done, minutes, seconds] = /^([\d.]+) ([\d.]+)\n(\d+)m([\d.]+)s/.exec(printed) ?? [];
        const used = 60 * Number(minutes) + Number(seconds);
        expect(used / (Number(done) - Number(begun))).toBeLessThan(0.3);
      },
      30_000,
    );

    test('disposal ends every program, and may be asked for twice', async () => {
      const all = [...programs.values()];
      await runtime.dispose();
      expect(await Promise.all(all.map((one) => one.state()))).toEqual(all.map(() => 'gone'));
      await runtime.dispose();
    });
  });
}

/** A single member on each node: what it listens on is what counts here. */
function startEtcd(node: Node): Promise<RunningProgram> {
  const args = flagsFor({
    version: VERSION,
    name: node.name,
    dataDir: join(node.folder, 'data'),
    address: node.address,
    clientPort: CLIENT_PORT,
    peerPort: PEER_PORT,
    initialCluster: { [node.name]: `http://${node.name}:${PEER_PORT}` },
    state: 'new',
    timers: { heartbeatMs: 100, electionMs: 1000 },
  });
  return node.start({ name: 'etcd', path: testProgram(`etcd-${VERSION}`), args });
}

async function answers(node: Node): Promise<void> {
  const request = { at: `${node.address}:${CLIENT_PORT}`, path: '/version', count: 1, deadline: 500 };
  await until(async () => (await node.probe(request)).answered.length > 0, {
    ...PATIENCE,
    what: `etcd on ${node.name} to answer`,
  });
}
