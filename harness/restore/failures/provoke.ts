import { join } from 'node:path';
import type { ProvokedFailure } from '../../journal/restore-record';
import { until, WaitedInVain } from '../../time/until';
import { newStore } from '../s3/s3-server';
import type { ClusterApi } from '../api/cluster-api';
import { newKeys } from '../run/keys';
import type { RestorePlan } from '../run/plan';
import { Site } from '../run/site';
import type { FailureCase, Look, Scene } from './case';
import { CASES, GADGETS } from './cases';
import { StandInNode } from './stand-in-node';

/** Milliseconds: what cannot be used by then was not restored well; a cure is given longer. */
const USABLE_WITHIN = 3_000;
const CURED_WITHIN = 20_000;
const GONE_WITHIN = 20_000;
const CPUS = 4;

/** Makes restores fail in a cluster of its own, and puts each right. */
export async function provokeFailures(
  plan: RestorePlan,
  tell: (line: string) => void,
): Promise<ProvokedFailure[]> {
  tell('failing: restores that are made to fail');
  const site = await Site.raise({ plan, name: 'failing', keys: await newKeys() });
  try {
    await site.api.create(GADGETS);
    await site.api.served('failing.example/v1', 'Gadget');
    const velero = await site.startVelero(await newStore(join(plan.out, 'failing', 'bucket'), 'backups'));
    const node = await StandInNode.add(site.api, 'stand-in', CPUS);
    const scene = { api: site.api, velero, node };
    const failures: ProvokedFailure[] = [];
    for (const [namespace, one] of Object.entries(CASES)) {
      const failure = await provoke(scene, namespace, one);
      tell(`  ${failure.case}: ${failure.phase}, ${failure.cluster}; then ${failure.afterwards}`);
      failures.push(failure);
    }
    await node.close();
    return failures;
  } finally {
    await site.lose();
  }
}

async function provoke(scene: Scene, namespace: string, one: FailureCase): Promise<ProvokedFailure> {
  const { api, velero } = scene;
  await api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
  for (const object of one.objects) {
    await api.create(object);
  }
  const before = await settled(one, api, CURED_WITHIN);
  if (!before.usable) {
    throw new WaitedInVain(`${one.case} was not usable before it was saved: ${before.words}`);
  }
  await velero.backup(namespace, { namespaces: [namespace], clusterObjects: 'needed' });
  for (const object of one.objects.toReversed()) {
    await lose(api, await api.addressOf(object));
  }
  await one.lose?.(scene);
  await one.change?.(scene);
  const { phase, warnings, errors, name } = await velero.restore(`${namespace}-first`, {
    ...{ backup: namespace, existing: 'none' as const },
    ...one.wish,
  });
  const complaints = await velero.complaints('restore', name);
  const failed = await settled(one, api, USABLE_WITHIN);
  await one.mend?.(scene);
  if (one.again !== undefined) {
    await velero.restore(`${namespace}-again`, { backup: namespace, existing: 'none', ...one.again });
  }
  const mended = await settled(one, api, CURED_WITHIN);
  return {
    ...{ group: one.group, case: one.case, cure: one.cure, phase, warnings, errors },
    complaint: [...complaints.errors, ...complaints.warnings][0] ?? null,
    ...{ cluster: failed.words, usable: failed.usable, afterwards: mended.words, cured: mended.usable },
  };
}

/** No kubelet is there to say that a pod has ended. */
async function lose(api: ClusterApi, path: string): Promise<void> {
  await api.done({ method: 'DELETE', path: `${path}?gracePeriodSeconds=0` });
  await until(async () => (await api.find(path)) === undefined, {
    ...{ within: GONE_WITHIN, every: 100, what: `${path} to go` },
  });
}

/** What it looks like as soon as it can be used, or after that time. */
async function settled({ look }: FailureCase, api: ClusterApi, within: number): Promise<Look> {
  let last = await look(api);
  await until(
    async () => {
      last = await look(api);
      return last.usable;
    },
    { within, every: 200, what: 'what was restored to be usable' },
  ).catch((error: unknown) => {
    if (!(error instanceof WaitedInVain)) {
      throw error;
    }
  });
  return last;
}
