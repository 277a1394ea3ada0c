import { z } from 'zod';
import type { Journal } from '../journal/journal';
import type { RecordOf } from '../journal/record';
import { NoAnswer, type ApiAnswer, type ApiClient, type ApiRequest } from './api-client';

type ApiCall = RecordOf<'api'>;
/** What is asked for, in the journal's words. `due` in place of its beginning, where it is asked at a fixed rate. */
export type About = Pick<ApiCall, 'verb' | 'object' | 'sent'> & { readonly due?: number };

/** Of an answer about one object, what counts here. */
const Versioned = z.looseObject({ metadata: z.looseObject({ resourceVersion: z.string().regex(/^\d+$/) }) });

/** A client of one API server whose every call is in the journal. */
export class RecordingApiClient {
  constructor(
    private readonly client: ApiClient,
    private readonly journal: Journal,
    private readonly who: Pick<ApiCall, 'client' | 'node'>,
  ) {}

  /** @returns undefined where no answer came: nobody knows whether the request took effect */
  async perform({ due, ...about }: About, request: ApiRequest): Promise<ApiAnswer | undefined> {
    const { journal, who } = this;
    const began = due ?? journal.clock();
    const paced = due === undefined ? {} : { paced: true as const };
    const write = (outcome: Pick<ApiCall, 'code' | 'revision' | 'events' | 'error'>): void =>
      journal.write({ type: 'api', t: journal.clock(), began, ...paced, ...who, ...about, ...outcome });
    try {
      const answer = await this.client.ask(request);
      write({ code: answer.code, ...shownBy(answer, about.verb) });
      return answer;
    } catch (error) {
      if (!(error instanceof NoAnswer)) {
        throw error;
      }
      write({ error: error.message });
      return undefined;
    }
  }

  close(): void {
    this.client.close();
  }
}

function shownBy(
  { code, body }: ApiAnswer,
  verb: ApiCall['verb'],
): Pick<ApiCall, 'revision'> | Pick<ApiCall, 'events'> {
  if (code >= 300 || verb === 'list') {
    return {};
  }
  if (verb === 'watch') {
    return typeof body === 'number' ? { events: body } : {};
  }
  const { data } = Versioned.safeParse(body);
  return data === undefined ? {} : { revision: Number(data.metadata.resourceVersion) };
}
