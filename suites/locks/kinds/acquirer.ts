import type { Holding } from '../holding';
import type { HolderIdentity } from '../holder-protocol';
import type { LockClient } from '../lock-client';
import { LockSession } from '../lock-session';
import { EtcdctlLock } from './etcdctl-lock';
import { NpmElection } from './npm-election';
import { NpmLock } from './npm-lock';
import { ServerElection } from './server-election';
import { ServerLock } from './server-lock';

type Acquire = (client: LockClient, lock: string) => Promise<Holding>;

/** How each implementation gets hold of a lock, or of a leadership, from inside of its holder's process. */
export function acquirerOf(kind: HolderIdentity['kind'] = 'session'): Acquire {
  switch (kind) {
    case 'session':
      return (client, lock) => LockSession.acquire(client, lock);
    case 'etcdctl':
      return (client, lock) => EtcdctlLock.acquire(client, lock);
    case 'server':
      return (client, lock) => ServerLock.acquire(client, lock);
    case 'npm':
      return (client, lock) => NpmLock.acquire(client, lock);
    case 'server-election':
      return (client, lock) => ServerElection.acquire(client, lock);
    case 'npm-election':
      return (client, lock) => NpmElection.acquire(client, lock);
    case 'etcdctl-elect':
      throw new Error('etcdctl elect runs no command of ours');
  }
}
