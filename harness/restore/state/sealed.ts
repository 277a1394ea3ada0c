import type { KubernetesObject } from '../api/object';
import type { Encryption } from '../../kubernetes/encryption';
import { ours } from './kept-objects';

/** What the API servers encrypt, and by what. */
export const ENCRYPTED: Encryption = { secrets: 'secretbox', configmaps: 'aescbc' };

/** Known texts: in an object that is encrypted, in another one, and in one that is not, by which a search shows that it finds. */
export const TEXTS = {
  secret: 'known-text-in-a-secret-8b1f3c',
  configMap: 'known-text-in-a-config-map-52d07e',
  open: 'known-text-in-the-clear-c94a60',
} as const;

export const SEALED: readonly KubernetesObject[] = [
  ours('v1', 'Secret', 'sealed', { stringData: { text: TEXTS.secret } }),
  ours('v1', 'ConfigMap', 'sealed', { data: { text: TEXTS.configMap } }),
  ours('v1', 'ServiceAccount', 'open', {}, { annotations: { 'assay.example/text': TEXTS.open } }),
];
