import type { ClientRequest, IncomingMessage } from 'node:http';

/** @returns whether what was asked is answered, whole, and with success; a request that ends otherwise is no error */
export function answersWell(
  ask: (answered: (response: IncomingMessage) => void) => ClientRequest,
): Promise<boolean> {
  return new Promise((resolve) => {
    const request = ask((response) => {
      response.resume();
      response.once('error', () => resolve(false));
      response.once('end', () => resolve(response.statusCode === 200));
    });
    request.once('error', () => resolve(false));
  });
}
