import { spawn, type ChildProcess } from 'node:child_process';
import { Unanswered } from '../../unanswered';
import { lockKeys } from '../lock-keys';

interface LockOptions {
  readonly lock: string;
  readonly endpoint: string;
  readonly ttl: number;
}

/**
 * Runs a command under `etcdctl lock`. etcdctl gives its command no stdin, but lets it have what else is open: the
 * command reads from our pipe by that way.
 * @throws Unanswered where the run has no etcdctl
 */
export function underEtcdctl(
  etcdctl: string | undefined,
  { lock, endpoint, ttl }: LockOptions,
  words: readonly string[],
): ChildProcess {
  if (etcdctl === undefined) {
    throw new Unanswered('there is no etcdctl beside this etcd');
  }
  const command = ['sh', '-c', 'exec "$0" "$@" <&3', ...words];
  return spawn(
    etcdctl,
    ['lock', lockKeys.name(lock), `--endpoints=${endpoint}`, `--ttl=${ttl}`, '--', ...command],
    { stdio: ['ignore', 'pipe', 'inherit', 'pipe'] },
  );
}
