import { z } from 'zod';
import { until } from '../../../harness/time/until';
import type { Trial } from '../../trial';
import { KubernetesObject, versionOf, type Api } from '../api';
import { labelled } from '../made';
import { watched, WatchEvent } from '../watched';
import { CONFIG_MAPS, fill, goBack, KEPT, NEWER, revisionOf, type WentBack } from './go-back';

const List = z.looseObject({
  metadata: z.looseObject({ resourceVersion: z.string() }),
  items: z.array(KubernetesObject),
});

/** What was made after the snapshot, by what the API server remembers. */
const FROM_MEMORY = { method: 'GET', path: `${NEWER}?resourceVersion=0` } as const;
/** Milliseconds. */
const STARTS_ANEW_WITHIN = 30_000;

/** What a list shows that asks for no version, and so for what is there now. */
interface Listed {
  readonly version: number;
  readonly names: readonly string[];
}

/** A client's PUT of what it remembers of before, at a moment at which the object has the same resourceVersion again, or a later one. */
interface LatePut {
  readonly remembered: number;
  /** What the object had just before. */
  readonly now: number;
  readonly code: number;
}

/** What clients saw of a cluster that was set back under them. */
export interface LookedBack {
  readonly wentBack: WentBack;
  /** etcd's, right after it was set back. */
  readonly revision: number;
  /** Of every change that was made since, in order. */
  readonly changes: readonly number[];
  /** What a watch shows that goes on from the last version before. */
  readonly events: readonly WatchEvent[];
  readonly latePuts: readonly LatePut[];
  /** At the end. */
  readonly listed: Listed;
  /** HTTP status of a read from the API server's memory of what had been made after the snapshot. */
  readonly remembers: number;
}

/** A watch, changes, and clients that come late, in a cluster that was set back. */
export async function lookBack(
  trial: Trial,
  { number, bump }: { readonly number: number; readonly bump?: number },
): Promise<LookedBack> {
  const wentBack = await goBack(trial, { number, ...(bump === undefined ? {} : { bump }) });
  const { cluster, api, remembered, newest } = wentBack;
  if (bump !== undefined) {
    await startsAnew(api, versionOf(newest));
  }
  const revision = await revisionOf(cluster);
  const events = watched(api, KEPT, versionOf(newest), 1);
  // Whoever waits for it hears of it.
  events.catch(() => undefined);
  const changes = [await change(api, 'first')];
  const latePuts: LatePut[] = [];
  for (const memory of remembered) {
    await reach(wentBack, versionOf(memory) - 1);
    const now = await change(api, `instead-of-${versionOf(memory)}`);
    const { code, body } = await api.ask({ method: 'PUT', path: KEPT, body: labelled(memory, 'late') });
    changes.push(now, ...(code === 200 ? [versionOf(KubernetesObject.parse(body))] : []));
    latePuts.push({ remembered: versionOf(memory), now, code });
  }
  await reach(wentBack, versionOf(newest));
  changes.push(await change(api, 'last'));
  return {
    ...{ wentBack, revision, changes, latePuts },
    events: await events,
    listed: await listed(api),
    remembers: (await api.ask(FROM_MEMORY)).code,
  };
}

/** The API server notices that its watches were cut off, and until it has listed all anew it answers nobody else's either. */
async function startsAnew(api: Api, from: number): Promise<void> {
  const path = `${CONFIG_MAPS}?watch=true&resourceVersion=${from}&timeoutSeconds=1`;
  await until(
    async () => {
      const { code, body } = await api.answer({ method: 'GET', path, lines: true });
      return (
        code === 200 &&
        z
          .array(WatchEvent)
          .parse(body)
          .some(({ type }) => type === 'ERROR')
      );
    },
    { within: STARTS_ANEW_WITHIN, every: 50, what: 'a watch from before to be told that it is too old' },
  );
}

/** Changes the object as it is now. @returns its resourceVersion then */
async function change(api: Api, value: string): Promise<number> {
  const now = await api.done({ method: 'GET', path: KEPT });
  return versionOf(await api.done({ method: 'PUT', path: KEPT, body: labelled(now, value) }));
}

/** Makes revisions until there is this one. */
async function reach({ cluster }: WentBack, revision: number): Promise<void> {
  await fill(cluster, revision - (await revisionOf(cluster)));
}

async function listed(api: Api): Promise<Listed> {
  const { body } = await api.ask({ method: 'GET', path: CONFIG_MAPS });
  const { metadata, items } = List.parse(body);
  return { version: Number(metadata.resourceVersion), names: items.map((item) => item.metadata.name).sort() };
}
