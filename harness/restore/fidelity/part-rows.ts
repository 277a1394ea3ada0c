import type { KubernetesObject } from '../api/object';
import { content, everything, measuredBy, metadata, ofKinds, partRow, spec, status } from './part-row';
import { NOT_MEASURED, untouched, type Row } from './row';
import type { Objects } from './sight';
import { symbolOf, tallied, tallyText, type Part } from './tally';

/** Kinds that hold what they say in one part, and that no controller writes to. */
const PLAIN = ['ConfigMap', 'Secret', 'Role', 'RoleBinding', 'ClusterRole', 'NetworkPolicy', 'ResourceQuota'];

const isBeingDeleted = (object: KubernetesObject): boolean =>
  object.metadata['deletionTimestamp'] !== undefined;

/** Rows that look at one part of many objects. */
export const PART_ROWS: readonly Row[] = [
  {
    row: 1,
    title: 'ConfigMap, Secret, RBAC, NetworkPolicy, quota: spec and data',
    measure: (reference, { objects }) => {
      const plain = ofKinds(untouched(reference), reference, PLAIN);
      const tally = tallied(plain, reference.objects, objects, content);
      const labelled = plain.filter((name) => addsLabels(name, reference.objects, objects));
      const labels = labelled.length === 0 ? '' : ' (+ labels)';
      return {
        measured: `${symbolOf(tally) ?? NOT_MEASURED}${labels}`,
        evidence: `${tallyText(tally)}${labelled.length === 0 ? '' : `; labels added to ${labelled.length}`}`,
      };
    },
  },
  partRow(2, 'uid', metadata('uid')),
  partRow(3, 'resourceVersion of each object', metadata('resourceVersion')),
  partRow(7, 'generation', metadata('generation')),
  partRow(8, 'creationTimestamp', metadata('creationTimestamp')),
  partRow(9, 'status', status),
  {
    ...{ row: 10, title: 'managedFields' },
    // About the same: most objects are still managed by the same ones.
    measure: (reference, { objects }) => {
      const tally = tallied(untouched(reference), reference.objects, objects, metadata('managedFields'));
      const managed = tallied(untouched(reference), reference.objects, objects, managers);
      const mostly = managed.same.length > managed.changed.length + managed.lost.length;
      return {
        measured: symbolOf(tally) === '≠' && mostly ? '≈' : (symbolOf(tally) ?? NOT_MEASURED),
        evidence: `${tallyText(tally)}; who manages: ${tallyText(managed)}`,
      };
    },
  },
  partRow(11, 'ownerReferences, garbage collection', metadata('ownerReferences'), everything),
  partRow(12, 'finalizers', metadata('finalizers')),
  {
    row: 13,
    title: 'objects being deleted',
    measure: (reference, { objects }) => {
      const going = [...reference.objects].flatMap(([name, object]) =>
        isBeingDeleted(object) ? [name] : [],
      );
      return measuredBy(tallied(going, reference.objects, objects, metadata('deletionTimestamp')));
    },
  },
  partRow(14, 'generateName', metadata('generateName')),
  partRow(18, 'Service clusterIP', spec('clusterIP'), (reference) =>
    ofKinds(untouched(reference), reference, ['Service']),
  ),
  {
    row: 23,
    title: 'Events',
    measure: (reference, { objects }) =>
      measuredBy(
        tallied(
          ofKinds(untouched(reference), reference, ['Event']),
          reference.objects,
          objects,
          (event) => event,
        ),
      ),
  },
  partRow(28, 'custom resource status', status, (reference) =>
    untouched(reference).filter((name) => reference.objects.get(name)?.apiVersion.includes('assay.example')),
  ),
];

/** Who manages fields of an object, whichever they are; in order, since Velero's own patch may change it. */
const managers: Part = (object) => {
  const entries = object.metadata['managedFields'] as
    readonly { readonly manager?: string; readonly operation?: string }[] | undefined;
  return entries
    ?.map(({ manager, operation }) => `${String(manager)} ${String(operation)}`)
    .filter((one, index, all) => all.indexOf(one) === index)
    .sort();
};

function addsLabels(name: string, before: Objects, after: Objects): boolean {
  const [old, now] = [before, after].map((objects) => objects.get(name)?.metadata['labels'] ?? {});
  return Object.keys(now as object).some((label) => !(label in (old as object)));
}
