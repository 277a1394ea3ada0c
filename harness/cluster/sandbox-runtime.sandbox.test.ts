import { expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ControlGroups } from '../runtime/control-groups';
import { SandboxRuntime } from '../runtime/sandbox/sandbox-runtime';
import { dedicated } from '../topology/dedicated';
import { runtimeContract } from './testing/runtime.contract';

const groups = ControlGroups.of(`etcd-assay-contract-${process.pid}-${Date.now()}`);

runtimeContract('the sandbox runtime', {
  create: (folder) => SandboxRuntime.create(folder, groups),
  budgets: groups !== undefined,
  overhead: 0,
});

test('the names of a runtime are free at once when it is gone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'etcd-assay-test-'));
  for (let round = 0; round < 20; round += 1) {
    const runtime = await SandboxRuntime.create(folder);
    try {
      expect(await runtime.createNodes(dedicated(5).nodes)).toHaveLength(5);
    } finally {
      await runtime.dispose();
    }
  }
  await rm(folder, { recursive: true });
});
