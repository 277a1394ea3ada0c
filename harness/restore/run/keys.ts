import { encryptionWithNewKeys } from '../../kubernetes/encryption';
import { Pki } from '../../kubernetes/pki';
import { ENCRYPTED } from '../state/sealed';

/** What makes a cluster that one cluster, beside its data: what is restored from a snapshot needs the same. */
export interface Keys {
  readonly pki: Pki;
  /** An EncryptionConfiguration. */
  readonly encryption: string;
}

export const newKeys = async (): Promise<Keys> => ({
  pki: await Pki.create(),
  encryption: encryptionWithNewKeys(ENCRYPTED),
});
