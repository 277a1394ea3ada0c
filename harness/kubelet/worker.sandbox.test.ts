import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { livingProcesses } from '../cli/testing/machine-traces';
import { ControlGroups } from '../runtime/control-groups';
import { until } from '../time/until';
import { kubeletObstacle } from './equipment';
import { liveWorker, type LiveWorker } from './testing/live-worker';
import { groupsOf, tracesHere } from '../cli/testing/kubelet-traces';
import { PODS, writingPod } from './testing/writing-pod';
import { isReady } from './worker';

const obstacle = kubeletObstacle();
const where = obstacle === undefined ? describe : describe.skip;
const whyNot = obstacle === undefined ? '' : `: not here, ${obstacle}`;

where(`a node with a kubelet${whyNot}`, () => {
  const run = `etcd-assay-kubelet-${process.pid}`;
  let before: string[];
  let live: LiveWorker | undefined;
  const alive = (): LiveWorker => live as LiveWorker;

  beforeAll(async () => {
    const groups = ControlGroups.of(run, ControlGroups.everywhere(run));
    if (groups === undefined) {
      throw new Error('control groups cannot be written');
    }
    before = tracesHere().filter((line) => !line.startsWith('mount '));
    live = await liveWorker(groups);
  }, 180_000);

  afterAll(() => live?.close(), 60_000);

  test('runs a pod, whose file is there to be read', async () => {
    const { worker, client } = alive();
    const folder = join(worker.node.folder, 'volume');
    const text = `written by a pod, ${'x'.repeat(1000)}`;
    const created = await client.ask({
      ...{ method: 'POST', path: PODS, body: writingPod('writer', worker, folder, text) },
    });
    expect(created).toMatchObject({ code: 201 });
    const pod = await until(
      async () => {
        const { body } = await client.ask({ method: 'GET', path: `${PODS}/writer` });
        return isReady(body) && body;
      },
      { within: 30_000, every: 100, what: 'the pod to be Ready' },
    );
    expect(pod).toMatchObject({
      status: { phase: 'Running', podIP: expect.stringMatching(/^10\.244\.1\.\d+$/) as unknown },
    });
    expect(readFileSync(join(folder, 'text'), 'utf8')).toBe(text);
  }, 60_000);

  test('is seen while it is there, and not any more when it is closed', async () => {
    const seen = tracesHere().join('\n');
    expect(seen).toMatch(/process \d+ \/pause$/m);
    expect(seen).toMatch(/process \d+ .*containerd-shim/);
    expect(seen).toMatch(/process \d+ .*kubelet /);
    await alive().close();
    live = undefined;
    // The sandbox's own /run has the namespaces of nodes there, and its own /proc hides the processes outside.
    const left = tracesHere().filter((line) => !/^mount |^folder \/run\/netns$/.test(line));
    expect(left.filter((line) => !before.includes(line))).toEqual([]);
    expect(groupsOf(run)).toEqual([]);
  }, 60_000);
});

where(`a sandbox with a kubelet${whyNot}`, () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'etcd-assay-kubelet-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('leaves nothing when the harness outside of it is killed', async () => {
    const before = tracesHere();
    const world = spawn(
      process.execPath,
      ['-r', 'esbuild-register', join(__dirname, 'testing', 'worker-world.ts')],
      { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, TMPDIR: folder } },
    );
    let said = '';
    world.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    await until(() => world.exitCode !== null || said.endsWith('\nready\n'), {
      ...{ within: 120_000, every: 100, what: 'a pod to run in the sandbox' },
    });
    expect(said).toMatch(/\nready\n$/);
    const [run = ''] = said.split(' ');
    const others = (): string[] => tracesHere().filter((line) => !before.includes(line));
    expect(others().join('\n')).toMatch(/process \d+ \/pause/);
    expect(ControlGroups.everywhere(run).filter((top) => !existsSync(join(top, 'm1', 'kubepods')))).toEqual(
      [],
    );
    const inside = new Set(
      livingProcesses()
        .filter(({ command }) => command.startsWith('/pause'))
        .map(({ namespaces }) => namespaces['pid']),
    );
    world.kill('SIGKILL');
    await until(() => others().length === 0 && groupsOf(run).length === 0, {
      ...{ within: 30_000, every: 100, what: 'what the sandbox left to be gone' },
    }).catch((error: unknown) => {
      throw new Error(`${String(error)}: ${[...others(), ...groupsOf(run)].join('; ')}`);
    });
    expect(livingProcesses().filter(({ namespaces }) => inside.has(namespaces['pid']))).toEqual([]);
    expect(tracesHere()).toEqual(before);
  }, 180_000);
});
