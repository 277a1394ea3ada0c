import { ControlGroups } from '../runtime/sandbox/control-groups';
import { SandboxRuntime } from '../runtime/sandbox/sandbox-runtime';
import { runtimeContract } from './testing/runtime.contract';

const groups = ControlGroups.of(`contract-${process.pid}-${Date.now()}`);

runtimeContract('the sandbox runtime', {
  create: (folder) => SandboxRuntime.create(folder, groups),
  budgets: groups !== undefined,
  overhead: 0,
});
