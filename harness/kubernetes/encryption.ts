import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Node } from '../runtime/node';
import { folderOf } from './pki';

/** By what an API server encrypts kinds of objects before they go to etcd, by plural name. */
export type Encryption = Readonly<Record<string, 'secretbox' | 'aescbc'>>;

const KEY_BYTES = 32;

/** With new keys; whoever has it reads what was encrypted by it, and nobody else does. @returns an EncryptionConfiguration */
export const encryptionWithNewKeys = (kinds: Encryption): string =>
  stringify({
    apiVersion: 'apiserver.config.k8s.io/v1',
    kind: 'EncryptionConfiguration',
    resources: Object.entries(kinds).map(([resource, by]) => ({
      resources: [resource],
      providers: [
        { [by]: { keys: [{ name: 'first', secret: randomBytes(KEY_BYTES).toString('base64') }] } },
        // What is not encrypted, as it is where encryption began late, can be read all the same.
        { identity: {} },
      ],
    })),
  });

const encryptionFile = (node: Pick<Node, 'folder'>): string => join(folderOf(node), 'encryption.yaml');

/** Puts it where nobody but root reads it, beside the certificates. */
export const writeEncryption = (node: Pick<Node, 'folder'>, configuration: string): Promise<void> =>
  writeFile(encryptionFile(node), configuration, { mode: 0o600 });

/** What an API server's command line says of it. */
export const encryptionFlag = (node: Pick<Node, 'folder'>): string =>
  `--encryption-provider-config=${encryptionFile(node)}`;
