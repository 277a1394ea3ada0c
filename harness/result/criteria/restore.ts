import { guarantee, type CriterionData } from './criterion';

const REPEATING = 'Repeating helps if the run was cut short before everything was looked at.';
const OBJECT_STORE = "Velero's source, pkg/persistence/object_store_layout.go";

/** REST-1 to 3, 5 to 7: what a snapshot and a Velero backup hold, and what comes back of each. */
export const restore = {
  'snapshot-brings-back': guarantee('REST-1', {
    title: 'A restored snapshot brings back every object as it was',
    meaning:
      'After a cluster was lost and restored from its etcd snapshot, with and without a revision bump, every object of the saved state is read by the API. ' +
      'One that nobody but the harness writes to has to be the same in every field, any other one the same object, by its uid; and there ' +
      'has to be one at least of each kind that the claim names. Measured: the number of objects that are gone or are not what they were.',
    source:
      'Kubernetes documentation, "Operating etcd clusters for Kubernetes", section "Restoring an etcd cluster".',
    advice:
      'Look at "matrix" and at the objects named; an object that a webhook or a controller of yours writes to is changed by it, and not by the restore.',
    repeating: REPEATING,
  }),
  'volumes-left-out': guarantee('REST-2', {
    title: 'A snapshot holds the PersistentVolume and nothing of what is in it',
    meaning:
      'A static PersistentVolume names a folder with a file, whose text is nowhere else; an object says another such text. Both, and the name of the folder, are looked for in ' +
      "the bytes of the snapshot: the texts of objects have to be there, or else the look says nothing, and the file's must not. " +
      'Images and the state of processes are not looked for, since no pod runs. Measured: the number of texts of volumes that were found.',
    source: 'etcd holds what clients put, and of a volume an API server puts the description alone.',
    advice: 'Look for who wrote the contents of a volume into an object, such as a ConfigMap.',
    repeating: REPEATING,
  }),
  'values-as-stored': guarantee('REST-3', {
    title: 'A snapshot is one binary file; values are protobuf, of custom resources JSON, and never YAML',
    meaning:
      "The folder that a snapshot is saved to holds one file afterwards, a database of bbolt's. Then etcdctl prints the values of keys below /registry with --print-value-only: of kinds that an " +
      'API server has of its own they begin with "k8s" and a zero byte, which is protobuf; of custom resources they are JSON. That they ' +
      'were YAML, as is often told, is wrong: kubectl makes that. Measured: the number of files and values that are something else.',
    source: 'Kubernetes documentation, "Kubernetes API Concepts", section "Kubernetes Protobuf encoding".',
    advice:
      'An API server that was started with --storage-media-type stores what that says; "etcd-assay decode" shows either as YAML.',
    repeating: REPEATING,
  }),
  'bucket-layout': guarantee('REST-5', {
    title: "Velero's bucket holds the files of its source, with every object in one archive",
    meaning:
      'After a backup the bucket is listed, and the archive of objects read. All files that Velero lays down are there, and the archive has every object ' +
      'that the harness made. The evidence counts what is often told to be there instead: backup.json, resources/*.json, volumesnapshots/. ' +
      'Measured: the number of files and objects that are missing.',
    source: `${OBJECT_STORE}; Velero documentation, "Output file format".`,
    advice: 'Look at the warnings of the backup in "velero": what could not be read is not saved.',
    repeating: REPEATING,
  }),
  'failures-cured': guarantee('REST-6', {
    title: 'Every failure of a Velero restore that was provoked could be put right',
    meaning:
      'Restores are made to fail by order and missing parts, by node resources, by storage class, and by policy: what Velero reports, what the cluster looks like, and what ' +
      'puts it right are recorded. A failure counts only where what was restored could not be used. Without a kubelet a pod is usable once it is scheduled. ' +
      'Measured: the number of failures that stayed after the cure.',
    source: 'Velero documentation, "Restore reference"; docs/restore.md has each case.',
    advice: 'Look at "failures": what the cluster looked like afterwards says what is still missing.',
    repeating:
      'Repeating helps if the run was cut short; a failure that does not come about any more is news, and worth a report.',
  }),
  'fidelity-measured': guarantee('REST-7', {
    title: 'Every cell of the fidelity matrix is measured',
    meaning:
      "Every row is measured in each of the four ways. A cell that differs from what this project expected contradicts no guarantee of anybody's, " +
      'so that it fails nothing; but it is told, and leaves the criterion inconclusive until it is explained. Measured: the number of cells that were not measured, or are not as expected.',
    source: "This project's own table of what is expected, docs/restore.md.",
    advice:
      'Read what the cell rests on: either the expectation is wrong, or the way of restoring does something new.',
    repeating: 'Repeating tells a cell that is always so from one that a busy machine made.',
  }),
} as const satisfies Record<string, CriterionData>;
