import { get } from 'node:https';

/**
 * Asks as a kubelet probes: whoever answers, with whatever certificate.
 * @returns whether the answer came in time and was a success
 */
export function answersWell(at: string, path: string, timeout: number): Promise<boolean> {
  const [host = '', port] = at.split(':');
  return new Promise((resolve) => {
    const request = get(
      {
        ...{ host, port, path, agent: false, rejectUnauthorized: false },
        signal: AbortSignal.timeout(timeout),
      },
      (response) => {
        response.resume();
        response.once('error', () => resolve(false));
        response.once('end', () => resolve(response.statusCode === 200));
      },
    );
    request.once('error', () => resolve(false));
  });
}
