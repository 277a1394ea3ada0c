import { until } from '../time/until';
import { NoAnswer, type ApiClient } from './api-client';

const MADE_WITHIN = 30_000;

/**
 * An object that is there already will do; a server that is busy is asked again.
 * @param path of the collection
 * @throws Error where it refuses; WaitedInVain where it does not answer in half a minute
 */
export async function makeObject(client: ApiClient, path: string, body: unknown): Promise<void> {
  await until(
    async () => {
      const answer = await client.ask({ method: 'POST', path, body }).catch((error: unknown) => {
        if (error instanceof NoAnswer) {
          return undefined;
        }
        throw error;
      });
      if (answer === undefined || answer.code === 429 || answer.code >= 500) {
        return false;
      }
      if (answer.code !== 201 && answer.code !== 409) {
        throw new Error(`POST ${path}: HTTP ${answer.code}: ${JSON.stringify(answer.body).slice(0, 300)}`);
      }
      return true;
    },
    { within: MADE_WITHIN, every: 200, what: `POST ${path} to be answered` },
  );
}
