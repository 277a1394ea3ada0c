import type { KubernetesObject } from '../api/object';
import { everything, ofKinds, partRow } from './part-row';
import { NOT_MEASURED, together, type Row } from './row';
import type { Objects, Reference } from './sight';

interface Volume {
  readonly spec?: {
    readonly persistentVolumeReclaimPolicy?: string;
    readonly claimRef?: { readonly namespace?: string; readonly name?: string; readonly uid?: string };
  };
}

const claimOf = (volume: KubernetesObject | undefined) => (volume as Volume | undefined)?.spec?.claimRef;

function claimName(volume: KubernetesObject): string {
  const { namespace, name } = claimOf(volume) ?? {};
  return `PersistentVolumeClaim ${String(namespace)}/${String(name)}`;
}

const phaseOf = (object: KubernetesObject | undefined): string =>
  (object?.['status'] as { phase?: string } | undefined)?.phase ?? 'not there';

/** Volumes as objects, with drivers and attachments; nothing is in them. */
export const VOLUME_ROWS: readonly Row[] = [
  // Their own words: what a controller adds to a CSINode's metadata is no part of it.
  partRow(
    25,
    'CSINode, VolumeAttachment',
    (object) => object['spec'],
    (reference) => ofKinds(everything(reference), reference, ['CSINode', 'VolumeAttachment']),
  ),
  {
    row: 31,
    title: 'PV and PVC binding, Retain and Delete',
    measure: (reference, { objects }) => {
      const parts = ['Retain', 'Delete'].map((policy) => bindingOf(reference, objects, policy));
      return {
        measured: together(parts.map(({ symbol }) => symbol)),
        evidence: parts.map(({ words }) => words).join('; '),
      };
    },
  },
];

function bindingOf(
  { objects: before }: Reference,
  after: Objects,
  policy: string,
): { symbol: string; words: string } {
  const [name] = [...before].find(([, volume]) => isBound(volume, policy)) ?? [];
  const old = name === undefined ? undefined : before.get(name);
  if (name === undefined || old === undefined) {
    return { symbol: NOT_MEASURED, words: `no bound volume of ${policy}` };
  }
  const volume = after.get(name);
  const claim = after.get(claimName(old));
  const uid = claimOf(volume)?.uid;
  const bound = phaseOf(volume) === 'Bound' && phaseOf(claim) === 'Bound' && claim?.metadata['uid'] === uid;
  const symbol =
    volume === undefined ? '∅' : !bound ? 'unbound' : uid === claimOf(old)?.uid ? '=' : 'rebound';
  return { symbol, words: `${policy}: volume ${phaseOf(volume)}, claim ${phaseOf(claim)}` };
}

const isBound = (volume: KubernetesObject, policy: string): boolean =>
  volume.kind === 'PersistentVolume' &&
  (volume as Volume).spec?.persistentVolumeReclaimPolicy === policy &&
  phaseOf(volume) === 'Bound';
