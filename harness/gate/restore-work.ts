import type { Journal } from '../journal/journal';
import { WAYS } from '../journal/restore-record';
import type { ProgressEvent } from '../progress/event';
import { ROWS } from '../restore/fidelity/matrix';
import { provokeFailures } from '../restore/failures/provoke';
import { measure } from '../restore/run/measure';
import type { RestorePlan } from '../restore/run/plan';
import { enter } from './experiment';
import type { Plan } from './plan';
import { recordFindings } from './record-findings';

interface Recording {
  readonly journal: Journal;
  readonly tell: (event: ProgressEvent) => void;
}

/** Saves a state, loses it, restores it in four ways, and records what was seen. */
export async function restoreWork(plan: Plan, { journal, tell }: Recording): Promise<void> {
  const note = (text: string): void => tell({ kind: 'note', text });
  const restored = restorePlanOf(plan);
  enter({ journal, tell }, 'from', `${ROWS.length} rows, in ${WAYS.length} ways`);
  recordFindings(await measure(restored, note), journal);
  for (const failure of await provokeFailures(restored, note)) {
    journal.write({ type: 'provoked', t: journal.clock(), failure });
  }
  enter({ journal, tell }, 'finish', 'judging what was seen');
}

function restorePlanOf({ out, subject, paths }: Plan): RestorePlan {
  const { kubernetes, restore, etcdctl, etcdutl, from: etcd, toxiproxy } = paths;
  if (
    subject.kubernetes === undefined ||
    subject.velero === undefined ||
    kubernetes === undefined ||
    restore === undefined ||
    etcdctl === undefined ||
    etcdutl === undefined
  ) {
    throw new Error('a plan that restores has versions of Kubernetes and Velero, and all programs');
  }
  return {
    ...{ out, rows: ROWS.map(({ row }) => row) },
    versions: { etcd: subject.from, kubernetes: subject.kubernetes, velero: subject.velero },
    paths: { etcd, etcdctl, etcdutl, toxiproxy, kubernetes, ...restore },
  };
}
