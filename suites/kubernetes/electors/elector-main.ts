import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { journalClock } from '../../../harness/journal/clock';
import type { Journal } from '../../../harness/journal/journal';
import type { RecordOf } from '../../../harness/journal/record';
import { ApiClient } from '../../../harness/kubernetes/api-client';
import { LeaseElector } from '../../../harness/kubernetes/electors/lease-elector';
import { LeaseObject } from '../../../harness/kubernetes/electors/lease-object';
import { ProtectedObject, type Written } from '../../../harness/kubernetes/electors/protected-object';
import { RecordingApiClient } from '../../../harness/kubernetes/recording-api-client';
import { Random } from '../../../harness/workload/random';
import { ElectorIdentity } from './elector-identity';

/** Entry of an elector: a process of its own, so that it can be killed and frozen for real. SIGTERM asks it to let others lead. */
const identity = ElectorIdentity.parse(JSON.parse(process.argv[2] ?? ''));
/** Milliseconds; the first is half of what client-go leaves a renewal. */
const DEADLINE = 5_000;
const WORKS_EVERY = 250;

const journal: Journal = {
  clock: journalClock(identity.epoch),
  write: (record) => void process.stdout.write(`${JSON.stringify(record)}\n`),
};

function recordingClient(): RecordingApiClient {
  const { admin, client, node, endpoint } = identity;
  const text = (path: string): string => readFileSync(path, 'utf8');
  const shown = { authority: text(admin.ca), certificate: text(admin.certificate), key: text(admin.key) };
  return new RecordingApiClient(new ApiClient(endpoint, shown, DEADLINE), journal, { client, node });
}

const client = recordingClient();
const lease = new LeaseObject(client, identity.lease);
const elector = new LeaseElector(lease, identity.elector, new Random(identity.client));
const objects = {
  fenced: new ProtectedObject(client, identity.fenced),
  unfenced: new ProtectedObject(client, identity.unfenced),
};

type About = Pick<RecordOf<'elector'>, 'state' | 'token' | 'fenced' | 'revision'>;
const note = (about: About): void =>
  journal.write({
    ...{ type: 'elector', t: journal.clock(), lease: lease.object, elector: elector.identity },
    ...{ node: identity.node, ...about },
  });

/** Writes both objects again and again, the one without asking whether it still leads. */
async function work(token: number, over: AbortSignal): Promise<void> {
  const writer = { identity: elector.identity, token };
  const tell = (fenced: boolean, written: Written): void => {
    if (written === 'refused') {
      note({ state: 'refused', token, fenced });
    } else if (written !== undefined) {
      note({ state: 'works', token, fenced, revision: written });
    }
  };
  while (!over.aborted) {
    tell(false, await objects.unfenced.write(writer));
    tell(true, await objects.fenced.writeFenced(writer));
    await pause(WORKS_EVERY);
  }
}

async function live(stopping: AbortSignal): Promise<void> {
  note({ state: 'waits' });
  await elector.acquire(stopping);
  const { transitions: token } = elector;
  note({ state: 'leads', token });
  const over = new AbortController();
  const working = work(token, over.signal);
  await elector.keep(stopping);
  over.abort();
  if (!stopping.aborted) {
    note({ state: 'lost', token });
  }
  await working;
  // Not before its last write is through: whoever follows works at once.
  if (stopping.aborted && (await elector.release())) {
    note({ state: 'released', token });
  }
}

const stop = new AbortController();
process.once('SIGTERM', () => stop.abort());
void live(stop.signal)
  .catch((error: unknown) => {
    if (!stop.signal.aborted) {
      throw error;
    }
  })
  .finally(() => client.close());
