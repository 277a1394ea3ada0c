import type { Election, Etcd3 } from 'etcd3';
import { lockKeys } from '../lock-keys';

/** An election of the npm client, with its keys where the other implementations have theirs. */
export const npmElectionOf = (etcd: Etcd3, election: string, ttl: number): Election =>
  etcd.namespace(lockKeys.queue(election).key).election('npm', ttl);
