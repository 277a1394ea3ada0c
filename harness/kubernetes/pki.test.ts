import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createServer as createSecured } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { tlsOptions } from '../cluster/security';
import { servesPeers } from '../cluster/serves-peers';
import type { Node } from '../runtime/node';
import { folderOf, memberSecurity, Pki } from './pki';

const scratch = mkdtempSync(join(tmpdir(), 'etcd-assay-pki-'));
const node = { name: 'm1', address: '127.0.0.1', folder: scratch } as Node;
const read = (name: string): string => readFileSync(join(folderOf(node), name), 'utf8');
const certificate = (name: string) => new X509Certificate(read(`${name}.crt`));

let pki: Pki;

beforeAll(async () => {
  pki = await Pki.create();
  await pki.writeMember(node);
  await pki.writeMaster(node);
});
afterAll(() => rmSync(scratch, { recursive: true }));

describe('the certificates of a master node', () => {
  test.each([
    ['etcd/server', 'etcd/ca', 'm1'],
    ['etcd/peer', 'etcd/ca', 'm1'],
    ['etcd/healthcheck-client', 'etcd/ca', 'kube-etcd-healthcheck-client'],
    ['apiserver-etcd-client', 'etcd/ca', 'kube-apiserver-etcd-client'],
    ['apiserver', 'ca', 'kube-apiserver'],
    ['apiserver-kubelet-client', 'ca', 'kube-apiserver-kubelet-client'],
    ['front-proxy-client', 'front-proxy-ca', 'front-proxy-client'],
  ])('%s is of %s', (name, authority, commonName) => {
    const one = certificate(name);
    expect(one.verify(certificate(authority).publicKey)).toBe(true);
    expect(one.subject).toContain(`CN=${commonName}`);
    expect(one.ca).toBe(false);
    expect(certificate(authority).ca).toBe(true);
  });

  test('name what members and API servers are dialled by, and where peers come from', () => {
    expect(certificate('etcd/peer').subjectAltName).toBe(
      'DNS:m1, DNS:localhost, IP Address:127.0.0.1, IP Address:127.0.0.1',
    );
    expect(certificate('apiserver').subjectAltName).toContain('DNS:kubernetes.default.svc.cluster.local');
  });

  test('are readable by their owner only, keys and kubeconfigs above all', () => {
    const files = readdirSync(folderOf(node), { recursive: true, withFileTypes: true }).filter((one) =>
      one.isFile(),
    );
    expect(files.length).toBeGreaterThan(15);
    for (const { parentPath, name } of files) {
      expect(statSync(join(parentPath, name)).mode & 0o077).toBe(0);
    }
  });

  test('a component finds its API server by its kubeconfig, and who it is', () => {
    const { clusters, users } = parse(read('scheduler.conf')) as {
      clusters: [{ cluster: { server: string } }];
      users: [{ user: Record<string, string> }];
    };
    expect(clusters[0].cluster.server).toBe('https://127.0.0.1:6443');
    const own = Buffer.from(users[0].user['client-certificate-data'] ?? '', 'base64').toString();
    expect(new X509Certificate(own).subject).toBe('CN=system:kube-scheduler');
  });
});

describe('a member that asks for certificates', () => {
  test('answers a peer that has one, and nobody else', async () => {
    const { peer, visitor } = memberSecurity(node);
    const server = createSecured(
      { ...tlsOptions(peer), requestCert: true, rejectUnauthorized: true },
      (socket) => {
        socket.on('error', () => socket.destroy());
        socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'));
      },
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const at = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await servesPeers(at, visitor, 2_000)).toBe(true);
    expect(await servesPeers(at, undefined, 2_000)).toBe(false);
    const foreign = { ...node, folder: join(scratch, 'other') } as Node;
    await (await Pki.create()).writeMember(foreign);
    expect(await servesPeers(at, memberSecurity(foreign).visitor, 2_000)).toBe(false);
    await new Promise((resolve) => server.close(resolve));
  });
});
