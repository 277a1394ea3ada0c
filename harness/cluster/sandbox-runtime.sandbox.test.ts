import { ControlGroups } from '../runtime/control-groups';
import { SandboxRuntime } from '../runtime/sandbox/sandbox-runtime';
import { runtimeContract } from './testing/runtime.contract';

const groups = ControlGroups.of(`etcd-assay-contract-${process.pid}-${Date.now()}`);

runtimeContract('the sandbox runtime', {
  create: (folder) => SandboxRuntime.create(folder, groups),
  budgets: groups !== undefined,
  overhead: 0,
});
