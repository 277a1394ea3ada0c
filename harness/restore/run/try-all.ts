import type { Trials } from '../fidelity/trials';
import { Contended } from '../trials/contended';
import { guardedCreate } from '../trials/guarded-create';
import { leaderIn } from '../trials/leader';
import { secondsLeft } from '../trials/own-lease';
import { pairIn } from '../trials/raised-pair';
import { WatchAgain } from '../trials/resumed-watch';
import { staleWrite } from '../trials/stale-write';
import { storedVersions } from '../trials/stored-versions';
import { tryTokens } from '../trials/tokens';
import type { Memory } from './memory';
import type { Site } from './site';

/** What is not the same in all ways of restoring. */
export interface Circumstances {
  readonly from: 'snapshot' | 'bucket';
  /** Seconds that the restored etcd has run at the least; none where it is the same etcd. */
  readonly running: number;
  /** What the restore complained of. */
  readonly complaints: readonly string[];
}

/** Tries everything on a restored cluster, when its objects have been read: some of it changes them. */
export async function tryAll(
  { api, member, planeStarted }: Pick<Site, 'api' | 'member' | 'planeStarted'>,
  memory: Memory,
  { from, running, complaints }: Circumstances,
): Promise<Trials> {
  const after = await secondsLeft(member, memory.lease);
  const etcdLease = { granted: memory.lease.granted, before: memory.secondsLeft, after, running };
  const leader = await leaderIn(api);
  const takeover = {
    ...{ lost: memory.leader, now: leader.identity },
    seconds: (leader.since - planeStarted) / 1000,
  };
  const tokens = await tryTokens(api, memory.tokens);
  const pair = await pairIn(api, memory.pair);
  const kept = { before: memory.storedVersions, after: await storedVersions(member) };
  const guarded = await guardedCreate(api, complaints);
  const contended = await Contended.in(api);
  const watch = new WatchAgain(contended, memory.readings.watchedTo);
  const stale = await staleWrite(contended, memory.readings);
  return {
    ...{
      etcdLease,
      takeover,
      tokens,
      pair,
      texts: memory.texts[from],
      storedVersions: kept,
      guardedCreate: guarded,
    },
    ...{ staleWrite: stale, resumedWatch: await watch.finish() },
  };
}
