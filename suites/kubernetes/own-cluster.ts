import { join } from 'node:path';
import { Refusal } from '../../harness/errors/refusal';
import type { ApiServer } from '../../harness/kubernetes/api-server';
import { SmallCluster } from '../../harness/kubernetes/small-cluster';
import type { Node } from '../../harness/runtime/node';
import { extraNode } from '../../harness/runtime/sandbox/extra-node';
import type { Arena } from '../../harness/suite-run/arena';
import { until, WaitedInVain } from '../../harness/time/until';
import type { Trial } from '../trial';
import { prepared, Unanswered } from '../unanswered';
import { Api } from './api';

const SETTLED_WITHIN = 20_000;

/** What a trial has to raise clusters of its own. */
export function ownPrograms({ arena }: Trial): NonNullable<Arena['kubernetes']>['own'] {
  if (arena.kubernetes === undefined) {
    throw new Error('this suite needs a control plane, and the run has none');
  }
  return arena.kubernetes.own;
}

/** A node of the trial's own, which goes with it; trials that run at the same time take other numbers. */
export async function ownNode(trial: Trial, number: number): Promise<Node> {
  const folder = join(ownPrograms(trial).folder, `own-${trial.name}-${number}`);
  const { node, remove } = await extraNode(number, folder);
  trial.atEnd(remove);
  return node;
}

/** A small cluster of the trial's own. @throws Unanswered where it does not come up */
export async function ownCluster(trial: Trial, node: Node): Promise<SmallCluster> {
  const { etcd, apiServer } = ownPrograms(trial);
  const cluster = await raised(SmallCluster.start({ node, etcd, apiServer }));
  trial.atEnd(() => cluster.close());
  return cluster;
}

/** A client of an API server of a cluster of the trial's own, once objects can be made there. */
export async function apiOf(trial: Trial, { endpoint }: ApiServer, { identity }: SmallCluster): Promise<Api> {
  const api = new Api(trial, { endpoint, identity });
  await prepared(
    until(() => api.serves('/api/v1/namespaces/default'), {
      ...{ within: SETTLED_WITHIN, every: 50, what: `${endpoint} to have its first namespaces` },
    }),
  );
  return api;
}

/** Awaits a program that has to be there for the experiment to be made. @throws Unanswered where it did not come up */
export async function raised<T>(starting: Promise<T>): Promise<T> {
  return starting.catch((error: unknown) => {
    throw error instanceof Refusal || error instanceof WaitedInVain ? new Unanswered(error.message) : error;
  });
}
