import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ControlGroups } from '../runtime/control-groups';
import { until } from '../time/until';
import { kubeletObstacle } from './equipment';
import { liveWorker, type LiveWorker } from './testing/live-worker';
import { writingPod } from './testing/writing-pod';
import { isReady } from './worker';

const PODS = '/api/v1/namespaces/default/pods';
const obstacle = kubeletObstacle();
const where = obstacle === undefined ? describe : describe.skip;

where(`a node with a kubelet${obstacle === undefined ? '' : `: not here, ${obstacle}`}`, () => {
  let live: LiveWorker;

  beforeAll(async () => {
    const run = `etcd-assay-kubelet-${process.pid}`;
    const groups = ControlGroups.of(run, ControlGroups.everywhere(run));
    if (groups === undefined) {
      throw new Error('control groups cannot be written');
    }
    live = await liveWorker(groups);
  }, 180_000);

  afterAll(() => live.close(), 60_000);

  test('runs a pod, whose file is there to be read', async () => {
    const folder = join(live.worker.node.folder, 'volume');
    const text = `written by a pod, ${'x'.repeat(1000)}`;
    const created = await live.client.ask({
      ...{ method: 'POST', path: PODS, body: writingPod('writer', live.worker, folder, text) },
    });
    expect(created).toMatchObject({ code: 201 });
    const pod = await until(
      async () => {
        const { body } = await live.client.ask({ method: 'GET', path: `${PODS}/writer` });
        return isReady(body) && body;
      },
      { within: 30_000, every: 100, what: 'the pod to be Ready' },
    );
    expect(pod).toMatchObject({
      status: { phase: 'Running', podIP: expect.stringMatching(/^10\.244\.1\.\d+$/) },
    });
    expect(readFileSync(join(folder, 'text'), 'utf8')).toBe(text);
  }, 60_000);
});
