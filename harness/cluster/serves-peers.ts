import { get as getClear } from 'node:http';
import { get as getSecured, type RequestOptions } from 'node:https';
import type { TlsFiles } from '../runtime/tls-files';
import { answersWell } from './answers-well';
import { tlsOptions } from './security';

/**
 * Whether a member answers on its peer port, past all proxies. It listens long before it serves: a request that comes early
 * is answered as soon as it does.
 * @param at host and port
 * @param identity a visitor's; absent where peers talk in the clear
 * @param timeout milliseconds
 */
export function servesPeers(at: string, identity: TlsFiles | undefined, timeout: number): Promise<boolean> {
  const [host = '', port] = at.split(':');
  const options: RequestOptions = {
    ...{ host, port, path: '/version', agent: false, signal: AbortSignal.timeout(timeout) },
    ...(identity === undefined ? {} : tlsOptions(identity)),
  };
  const get = identity === undefined ? getClear : getSecured;
  return answersWell((answered) => get(options, answered));
}
