import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Cluster } from '../cluster/cluster';
import { type LiveCluster, liveCluster } from '../cluster/testing/live-cluster';
import { cutLink } from './cut-link';
import type { Fault, Injection } from './fault';
import { isolate } from './isolate';

describe('links that are cut', () => {
  let live: LiveCluster;
  let cluster: Cluster;

  beforeAll(async () => {
    live = await liveCluster(3);
    ({ cluster } = live);
  });

  afterAll(() => live.close());

  const made = (fault: Fault): Promise<Injection> =>
    fault.prepare({
      cluster,
      victim: 'm1',
      other: 'm2',
      operator: () => {
        throw new Error('cuts write nothing');
      },
      recorded: () => 0,
      spares: [],
    });

  test.each([cutLink, isolate])('$name is proven while it lasts, and gone when healed', async (fault) => {
    const injection = await made(fault);
    await injection.inject();
    expect(await injection.prove()).toMatchObject({ proven: true });
    await injection.heal();
    expect(await injection.prove()).toMatchObject({ proven: false });
  });
});
