import type { Measurement } from '../result/result';
import { disturbancesOf, type Disturbances } from './disturbances';
import { findingsOf, seconds, secondsText, type Finding } from './finding';
import type { History } from './history';
import { isKeptTooLong, latestAfterRevoke, latestEnd, leaseLives, type LeaseLife } from './lease-life';
import { revisionTimes } from './revision-times';
import { deletionOf, tenuresOf, type Tenure } from './tenure';
import type { Witness } from './witness';

const finding = findingsOf('lock-release', 'LOCK-2');

export interface ReleaseVerdict {
  readonly findings: readonly Finding[];
  /** Ended holders whose key and lease are known. */
  readonly judged: number;
  readonly measurements: readonly Measurement[];
}

interface Release {
  readonly tenure: Tenure;
  readonly ended: number;
  readonly graceful: boolean;
  readonly life: LeaseLife;
  /** When its key was first seen to be gone; undefined where it never was. */
  readonly gone: number | undefined;
}

/** LOCK-2: a holder that ends loses its key within its lease's bounds; once its revoke is answered where it ends gracefully. */
export function lockRelease(history: History, witness: Witness): ReleaseVerdict {
  const times = revisionTimes(witness);
  const disturbances = disturbancesOf(history);
  const lives = new Map(leaseLives(history).map((life) => [life.lease, life]));
  const lastSeen = witness.order.answered.reduce((latest, { invoke }) => Math.max(latest, invoke), 0);
  const releases = tenuresOf(history).flatMap((tenure): Release[] => {
    const { key, lease, ended } = tenure;
    const life = lease === undefined ? undefined : (lives.get(lease) ?? lifeOutside(tenure, lease));
    const created = key === undefined ? undefined : createdFor(key, lease, witness);
    if (key === undefined || ended === undefined || life === undefined || created === undefined) {
      return [];
    }
    const deleted = deletionOf(key, created, witness.model);
    const gone = deleted === undefined ? undefined : times.seen(deleted);
    const before = tenure.released !== undefined || (gone !== undefined && gone < ended.t);
    return before ? [] : [{ tenure, ended: ended.t, graceful: ended.how === 'graceful', life, gone }];
  });
  const waited = releases.map(({ gone, ended }) => seconds((gone ?? lastSeen) - ended));
  return {
    judged: releases.length,
    findings: releases.flatMap((release) => wrong(release, disturbances, lastSeen, history, witness)),
    measurements:
      waited.length === 0
        ? []
        : [{ name: 'longest wait for a lock whose holder ended', value: Math.max(...waited), unit: 's' }],
  };
}

/** Of a lease that somebody keeps alive unrecorded: only how late it may end is known. */
function lifeOutside({ holder, ttl, holds }: Tenure, lease: string): LeaseLife | undefined {
  return ttl === undefined || holds === undefined
    ? undefined
    : {
        ...{ lease, ttl: ttl * 1e6, granted: holds, revoked: undefined, revokeAnswered: undefined },
        ...{ renewed: holds, mayBeRenewed: Infinity, renewedBy: `holder ${holder}` },
      };
}

/** The revision at which the key was made with this lease. */
function createdFor(key: string, lease: string | undefined, { model }: Witness): number | undefined {
  for (const revision of model.changes({ key }, 0, Infinity).keys()) {
    const kv = model.get(key, revision);
    if (kv !== undefined && kv.lease === lease) {
      return kv.create;
    }
  }
  return undefined;
}

function wrong(
  { tenure, ended, graceful, life, gone }: Release,
  disturbances: Disturbances,
  lastSeen: number,
  history: History,
  witness: Witness,
): Finding[] {
  const { holder, lock, thawed } = tenure;
  const wokeBefore = thawed !== undefined && thawed < (gone ?? Infinity);
  const latest =
    graceful && life.revokeAnswered !== undefined
      ? latestAfterRevoke(life.revokeAnswered)
      : latestEnd({ ...life, mayBeRenewed: ended }, disturbances, history.header.timers);
  const until = gone ?? lastSeen;
  const how = tenure.ended?.how ?? 'ended';
  if (!wokeBefore && isKeptTooLong(until, latest, witness)) {
    return [
      finding(
        `${holder} ended (${how}) at ${secondsText(ended)}, and ${lock} was kept until ${secondsText(until)}; ` +
          `${secondsText(latest)} is the latest that its lease of ${life.ttl / 1e6} s allows`,
        life.renewedBy,
        `holder ${holder}`,
      ),
    ];
  }
  const revoked = life.revoked !== undefined && gone !== undefined && life.revoked <= gone;
  const renewed =
    gone === undefined ? undefined : leaseLives(history, gone).find(({ lease }) => lease === life.lease);
  return gone !== undefined &&
    renewed !== undefined &&
    !graceful &&
    !revoked &&
    gone < renewed.renewed + renewed.ttl
    ? [
        finding(
          `${holder} ended (${how}) at ${secondsText(ended)} and lost ${lock} already at ${secondsText(gone)}, before ` +
            `its lease of ${life.ttl / 1e6} s, renewed at ${secondsText(renewed.renewed)}, could end`,
          renewed.renewedBy,
          `holder ${holder}`,
        ),
      ]
    : [];
}
