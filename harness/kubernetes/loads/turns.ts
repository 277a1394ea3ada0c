import type { RecordingApiClient } from '../recording-api-client';
import type { ApiLoad } from './load';

/** Each client does one turn after another until the load is stopped. */
export class Turns implements ApiLoad {
  private readonly stopping = new AbortController();
  private readonly working: Promise<void>;

  /** @param turn may end early once `stopping` is aborted */
  constructor(
    private readonly clients: readonly RecordingApiClient[],
    turn: (client: RecordingApiClient, index: number, stopping: AbortSignal) => Promise<unknown>,
  ) {
    const { signal } = this.stopping;
    this.working = Promise.all(
      clients.map(async (client, index) => {
        while (!signal.aborted) {
          await turn(client, index, signal);
        }
      }),
    ).then(() => undefined);
    // Whatever it is, `stop` tells; until then it is nobody's.
    this.working.catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    try {
      await this.working;
    } finally {
      this.clients.forEach((client) => client.close());
    }
  }
}
