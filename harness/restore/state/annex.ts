import type { KubernetesObject } from '../api/object';
import { WRITTEN } from '../fidelity/namespace-rows';
import { OURS, PART } from './kept-objects';

/** A namespace beside the state's own, which is there already when Velero comes. */
export const ANNEX = 'annex';

/** @param written whether it says what the backup does, or what was written where it is restored to */
export const annex = (written: 'by the backup' | 'since'): KubernetesObject => ({
  ...{ apiVersion: 'v1', kind: 'Namespace' },
  metadata: { name: ANNEX, labels: { [PART]: 'true', [WRITTEN]: written.replaceAll(' ', '-') } },
});

/** Velero restores a namespace for what is in it. */
export const LODGER: KubernetesObject = {
  ...{ apiVersion: 'v1', kind: 'ConfigMap', data: { a: '1' } },
  metadata: { name: 'lodger', namespace: ANNEX, labels: { [OURS]: 'true' } },
};
