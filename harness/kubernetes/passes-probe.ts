import { get } from 'node:https';
import { answersWell } from '../cluster/answers-well';

/**
 * Asks as a kubelet probes: whoever answers, with whatever certificate.
 * @param at host and port
 * @param timeout milliseconds
 * @returns whether the answer came in time and was a success
 */
export function passesProbe(at: string, path: string, timeout: number): Promise<boolean> {
  const [host = '', port] = at.split(':');
  const signal = AbortSignal.timeout(timeout);
  const options = { host, port, path, agent: false, rejectUnauthorized: false, signal };
  return answersWell((answered) => get(options, answered));
}
