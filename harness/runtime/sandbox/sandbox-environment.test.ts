import { expect, test } from '@jest/globals';
import { once } from 'node:events';
import { enterSandbox } from './enter';
import { sandboxEnvironment } from './sandbox-environment';

const reaching = {
  HTTP_PROXY: 'http://proxy:3128',
  https_proxy: 'http://proxy:3128',
  grpc_proxy: 'http://proxy:3128',
  NO_PROXY: 'localhost',
  ETCD_SNAPSHOT_COUNT: '10',
  ETCDCTL_ENDPOINTS: 'production:2379',
};

test('neither proxies nor settings of etcd are let in; the rest is', () => {
  const staying = { HOME: '/home/me', ETCD_ASSAY_CACHE: '/c', ETCD_UNSUPPORTED_ARCH: 'riscv64' };
  expect(sandboxEnvironment({ ...reaching, ...staying, PATH: '/bin' })).toEqual({
    ...staying,
    PATH: '/bin:/usr/sbin:/sbin',
  });
});

test('a program in the sandbox sees none of them', async () => {
  const before = { ...process.env };
  Object.assign(process.env, reaching);
  const inner = enterSandbox({ words: ['env'], stdio: ['ignore', 'pipe', 'inherit'] });
  process.env = before;
  let printed = '';
  inner.stdout?.setEncoding('utf8').on('data', (text: string) => (printed += text));
  const [code] = (await once(inner, 'close')) as [number | null];
  expect(code).toBe(0);
  expect(printed).toContain('ETCD_ASSAY_SANDBOX=1');
  expect(printed).not.toMatch(new RegExp(`^(?:${Object.keys(reaching).join('|')})=`, 'm'));
});
