import { expect } from '@jest/globals';
import { ConcurrencyServices } from '../../harness/workload/concurrency-services';
import { until } from '../../harness/time/until';
import { answerTo } from '../answers';
import { assay } from '../assay';
import type { Trial } from '../trial';
import { prepared, Unanswered } from '../unanswered';
import { Api, versionOf } from './api';
import { storedAt } from './stored';

const LEADERS = ['kube-controller-manager', 'kube-scheduler'] as const;
const RENEWALS = 3;
/** Milliseconds in which so many have to come: one comes every two seconds. */
const RENEWED_WITHIN = 30_000;

/** Of etcd's own request metrics: requests begun, by service. */
const BEGUN =
  /^grpc_server_started_total\{grpc_method="\w+",grpc_service="([\w.]+)",grpc_type="\w+"\} (\S+)$/;
const LOCKING = ['v3lockpb.Lock', 'v3electionpb.Election'];

for (const [turn, component] of LEADERS.entries()) {
  assay(
    'K8S-3',
    `${component} keeps its leadership by changes of a Lease object, and calls no lock of etcd`,
    async (trial) => {
      const api = new Api(trial, turn);
      const reader = trial.client(trial.member(turn));
      const path = `/apis/coordination.k8s.io/v1/namespaces/kube-system/leases/${component}`;
      const key = `/registry/leases/kube-system/${component}`;
      const before = await lockCalls(trial);
      const first = await storedAt(reader, key);
      expect(first?.mod).toBeDefined();
      const renewed = await prepared(
        until(
          async () => {
            const now = await storedAt(reader, key);
            return now !== undefined && now.version >= (first?.version ?? 0) + RENEWALS ? now : undefined;
          },
          { within: RENEWED_WITHIN, every: 200, what: `${component} to renew its leadership` },
        ),
      );
      const read = await api.done({ method: 'GET', path });
      expect(versionOf(read)).toBeGreaterThanOrEqual(renewed.mod);
      expect(await lockCalls(trial)).toBe(before);
    },
  );
}

assay(
  'K8S-3',
  "a call of etcd's Lock service is counted, so that none would have been missed",
  async (trial) => {
    const member = trial.member(0);
    const services = new ConcurrencyServices(member.endpoint);
    trial.atEnd(() => {
      services.close();
    });
    const before = await lockCalls(trial);
    await locked(trial, services);
    expect(await lockCalls(trial)).toBe(before + 1);
  },
);

/** Calls of etcd's Lock and Election services that all members have begun so far. */
async function lockCalls(trial: Trial): Promise<number> {
  const texts = await Promise.all(trial.arena.members.map(({ endpoint }) => metricsAt(endpoint)));
  const lines = texts.flatMap((text) => text.split('\n'));
  return lines.reduce((all, line) => {
    const [, service, count] = BEGUN.exec(line) ?? [];
    return service !== undefined && LOCKING.includes(service) ? all + Number(count) : all;
  }, 0);
}

async function metricsAt(endpoint: string): Promise<string> {
  try {
    const answer = await fetch(`http://${endpoint}/metrics`, { signal: AbortSignal.timeout(5_000) });
    return await answer.text();
  } catch (error) {
    throw new Unanswered(`no metrics of ${endpoint}: ${String(error)}`);
  }
}

async function locked(trial: Trial, services: ConcurrencyServices): Promise<void> {
  const client = trial.client(trial.member(0));
  const name = trial.key('lock');
  trial.declareOutside('v3lock', { key: `${name}/`, end: `${name}0` });
  const { lease } = answerTo('grant', await client.perform({ grant: { ttl: 60 } }));
  await services.lock(name, lease).catch((error: unknown) => {
    throw new Unanswered(`no lock was had: ${String(error)}`);
  });
  answerTo('revoke', await client.perform({ revoke: { lease } }));
}
