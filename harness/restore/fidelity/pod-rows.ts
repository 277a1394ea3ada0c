import type { KubernetesObject } from '../api/object';
import { everything, measuredBy, ofKinds, partRow, spec } from './part-row';
import { NOT_MEASURED, type Row } from './row';
import { tallied, type Part } from './tally';

/** A kubelet puts it on what it shows of a pod that a file asks for. */
const MIRROR = 'kubernetes.io/config.mirror';

interface Status {
  readonly phase?: string;
  readonly completionTime?: string;
}

const statusOf = (object: KubernetesObject | undefined): Status =>
  (object?.['status'] as Status | undefined) ?? {};

const isFinished = (object: KubernetesObject | undefined): boolean => {
  const { phase, completionTime } = statusOf(object);
  return completionTime !== undefined || phase === 'Succeeded' || phase === 'Failed';
};

/** How it ended; undefined where it has not. */
const ending: Part = (object) => (isFinished(object) ? object['status'] : undefined);

const isMirror = (object: KubernetesObject | undefined): boolean =>
  (object?.metadata['annotations'] as Record<string, string> | undefined)?.[MIRROR] !== undefined;

/** Pods as objects: what their statuses say was said by the harness, since no kubelet runs. */
export const POD_ROWS: readonly Row[] = [
  {
    row: 34,
    title: 'finished Jobs and Pods',
    measure: (reference, { objects }) => {
      const finished = ofKinds(everything(reference), reference, ['Job', 'Pod']).filter((name) =>
        isFinished(reference.objects.get(name)),
      );
      const { measured, evidence } = measuredBy(tallied(finished, reference.objects, objects, ending));
      return { measured, evidence: `${evidence}; statuses of pods were written by the harness` };
    },
  },
  {
    row: 35,
    title: 'static (mirror) pods',
    measure: (reference, { objects }) => {
      const mirrors = everything(reference).filter((name) => isMirror(reference.objects.get(name)));
      const there = mirrors.filter((name) => objects.has(name));
      const running = there.filter((name) => statusOf(objects.get(name)).phase === 'Running');
      return {
        measured:
          mirrors.length === 0
            ? NOT_MEASURED
            : there.length === 0
              ? '∅'
              : running.length > 0
                ? 'stale'
                : 'there, not running',
        evidence: `${there.length} of ${mirrors.length} there, ${running.length} said to run with no kubelet that has its file; made by the harness, not by a kubelet`,
      };
    },
  },
  partRow(36, 'pod nodeName', spec('nodeName'), (reference) =>
    ofKinds(everything(reference), reference, ['Pod']),
  ),
];
