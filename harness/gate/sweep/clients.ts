import type { Journal } from '../../journal/journal';
import type { PacedWork } from '../../journal/sweep-record';
import type { ClientNumbers } from '../../workload/client-numbers';
import { PacedClient } from '../../workload/paced-client';
import { RecordingClient } from '../../workload/recording-client';
import type { ZoneClients } from './ways';

/** Milliseconds: longer than any election that is measured, so that a slow answer is seen as slow and not as none. */
const DEADLINE = 30_000;
const SECOND = 1_000_000;
/** Writers of a burst at each member that clients work with. */
const WRITERS = 16;

interface Around {
  readonly journal: Journal;
  readonly numbers: ClientNumbers;
}

const identityAt = ({ member, endpoint }: ZoneClients, { numbers }: Around, scope: string) => ({
  ...{ member, endpoint, scope, deadline: DEADLINE },
  ...{ client: numbers.next(), role: 'traffic' as const },
});

/** One client for each kind of work in each zone, all at one rate, and evenly spread over the time between two operations. */
export function startPaced(
  zones: readonly ZoneClients[],
  kinds: readonly PacedWork[],
  rate: number,
  around: Around,
): PacedClient[] {
  const every = Math.round(SECOND / rate);
  const all = zones.flatMap((zone) => kinds.map((work) => ({ zone, work })));
  return all.map(
    ({ zone, work }, index) =>
      new PacedClient(
        new RecordingClient(identityAt(zone, around, 'sweep'), around.journal),
        around.journal,
        {
          ...{ zone: zone.zone, work, every },
          after: every + Math.round((index * every) / all.length),
        },
      ),
  );
}

/** Clients in every zone write as fast as they are answered, for so many milliseconds. */
export async function burst(zones: readonly ZoneClients[], lasts: number, around: Around): Promise<void> {
  const end = performance.now() + lasts;
  await Promise.all(
    zones.map(async (zone) => {
      const client = new RecordingClient(identityAt(zone, around, 'burst'), around.journal);
      const { client: number } = client.identity;
      let count = 0;
      const write = async (): Promise<void> => {
        while (performance.now() < end) {
          count += 1;
          const put = { key: `burst/${zone.zone}/${count % 1000}`, value: `${number}.${count}` };
          await client.perform({ put });
        }
      };
      await Promise.all(Array.from({ length: WRITERS }, write));
      client.close();
    }),
  );
}
