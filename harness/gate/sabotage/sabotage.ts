import type { Cluster } from '../../cluster/cluster';
import type { SabotageName } from './names';
import { rollbackExLeader } from './rollback-ex-leader';
import { rollbackMajority } from './rollback-majority';
import { rollbackOne } from './rollback-one';
import { walTail } from './wal-tail';

/** What each sabotage does to the cluster in the last phase; `inert-faults` works on the fault runner instead. */
export const SABOTAGE: Readonly<Record<SabotageName, ((cluster: Cluster) => Promise<void>) | undefined>> = {
  'rollback-one': rollbackOne,
  'rollback-majority': rollbackMajority,
  'rollback-ex-leader': rollbackExLeader,
  'wal-tail': walTail,
  'inert-faults': undefined,
};
