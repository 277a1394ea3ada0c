import { mkdir } from 'node:fs/promises';
import { expect } from '@jest/globals';
import { encryptionWithNewKeys, writeEncryption } from '../../harness/kubernetes/encryption';
import type { SmallCluster } from '../../harness/kubernetes/small-cluster';
import { folderOf } from '../../harness/kubernetes/pki';
import type { Node } from '../../harness/runtime/node';
import { assay } from '../assay';
import { Api, versionOf, type KubernetesObject } from './api';
import { apiOf, ownCluster, ownNode, raised } from './own-cluster';

const COLLECTION = '/api/v1/namespaces/default/secrets';
const PROTOBUF = 'k8s\0';
/** How a value begins that was encrypted with the first key of a configuration. */
const CIPHERTEXT = 'k8s:enc:secretbox:v1:first:';
const HIDDEN = 'what-nobody-may-read';
const IN_BASE64 = Buffer.from(HIDDEN).toString('base64');

assay(
  'K8S-1',
  'a Secret is plain protobuf in etcd, and with an encryption configuration ciphertext that the API still gives in plain; what was ' +
    'written before stays readable, and is encrypted once it is written again',
  async (trial) => {
    const [first, second] = [await ownNode(trial, 1), await ownNode(trial, 2)];
    const cluster = await ownCluster(trial, first);
    const [plain, encrypting] = await raised(
      Promise.all([
        cluster.startApiServer(),
        encrypts(second).then(() => cluster.startApiServer(second, true)),
      ]),
    );
    const [without, withIt] = [await apiOf(trial, plain, cluster), await apiOf(trial, encrypting, cluster)];

    const before = await secret(without, 'before');
    expect((await stored(cluster, 'before')).subarray(0, PROTOBUF.length).toString()).toBe(PROTOBUF);
    expect((await stored(cluster, 'before')).includes(HIDDEN)).toBe(true);

    await secret(withIt, 'after');
    const hidden = await stored(cluster, 'after');
    expect(hidden.subarray(0, CIPHERTEXT.length).toString()).toBe(CIPHERTEXT);
    expect(hidden.includes(HIDDEN)).toBe(false);
    for (const name of ['before', 'after']) {
      expect(await withIt.done(reading(name))).toMatchObject({ data: { hidden: IN_BASE64 } });
    }
    // The other one has no key.
    expect(await codeOf(without, 'before')).toBe(200);
    expect(await codeOf(without, 'after')).toBe(500);

    // Nothing in it changes but the way in which it is stored.
    const again = await withIt.done({ method: 'PUT', path: `${COLLECTION}/before`, body: before });
    expect(versionOf(again)).toBeGreaterThan(versionOf(before));
    const rewritten = await stored(cluster, 'before');
    expect(rewritten.subarray(0, CIPHERTEXT.length).toString()).toBe(CIPHERTEXT);
    expect(rewritten.includes(HIDDEN)).toBe(false);
  },
);

/** Written where certificates are too, so that it goes with them. */
async function encrypts(node: Node): Promise<void> {
  await mkdir(folderOf(node), { recursive: true, mode: 0o700 });
  await writeEncryption(node, encryptionWithNewKeys({ secrets: 'secretbox' }));
}

const secret = (api: Api, name: string): Promise<KubernetesObject> =>
  api.done({
    method: 'POST',
    path: COLLECTION,
    body: { metadata: { name }, stringData: { hidden: HIDDEN } },
  });

const reading = (name: string) => ({ method: 'GET', path: `${COLLECTION}/${name}` }) as const;

/** Of a server that can be expected to say that it cannot. */
const codeOf = async (api: Api, name: string): Promise<number> => (await api.answer(reading(name))).code;

async function stored({ member }: SmallCluster, name: string): Promise<Buffer> {
  const { kvs } = await member.client.kv.range({ key: Buffer.from(`/registry/secrets/default/${name}`) });
  return kvs[0]?.value ?? Buffer.alloc(0);
}
