import { Attribution, endsLease } from './attribution';
import { Changes, type Change } from './changes';
import { Deadlines } from './deadlines';
import { deletableKeys } from './deletable-keys';
import { apply, describeEffect, effectOf, isEffect, sameEffect, type Effect } from './effect';
import { findingsOf, secondsText, type Finding } from './finding';
import type { History } from './history';
import { judgeAnswer, type Contradiction } from './judge-answer';
import { Mvcc } from './mvcc';
import { describeRequest, type Acknowledged, type Operation } from './operation';
import { distinct } from './distinct';
import { orderOf, type Order } from './order';
import { collectSightings, effectShown, uncovered, type Sighting, type Sightings } from './sightings';
import { windowsOf, type Windows } from './windows';

/** The one order that etcd's revisions give, replayed. */
export interface Witness {
  readonly order: Order;
  readonly sightings: Sightings;
  readonly windows: Windows;
  /** Every state up to `trusted`. */
  readonly model: Mvcc;
  readonly changes: Pick<Changes, 'get' | 'keys'>;
  /** The last revision whose state is known; a gap comes after it, or nothing. */
  readonly trusted: number;
  /** Revisions that exist but that no recorder went through, so that nothing can be said of them. */
  readonly gap: readonly [number, number] | undefined;
  /** Whether anybody may ever have deleted the key: all that is left to ask where states are not known. */
  readonly deletable: (key: string) => boolean;
  /** Contradictions to linearizability that the replay met, by revision. */
  readonly contradictions: readonly Finding[];
}

const finding = findingsOf('linearizable', 'CONS-1');

/**
 * Suites and lock holders are processes of their own, whose records reach the journal late: a journal that was cut off
 * or interrupted may lack the invoke of what recorders showed this shortly before its end. In microseconds.
 */
const ON_THE_WAY = 5_000_000;

export function witnessOf(history: History): Witness {
  return new Replay(history).run();
}

class Replay {
  private readonly order: Order;
  private readonly sightings: Sightings;
  private readonly windows: Windows;
  private readonly model: Mvcc;
  private readonly attribution: Attribution;
  private readonly deadlines: Deadlines;
  private readonly changes: Changes;
  /** Leases whose end by themselves recorders showed, and when. */
  private readonly endedAt = new Map<string, number>();
  private readonly contradictions: Finding[] = [];
  private trusted: number;
  private gap: readonly [number, number] | undefined;

  constructor(private readonly history: History) {
    this.order = orderOf(history.operations);
    this.sightings = collectSightings(history);
    this.changes = new Changes(this.sightings);
    this.windows = windowsOf(history);
    this.model = new Mvcc(history.keys.keys(), history.origin.kvs);
    this.trusted = history.origin.revision;
    this.attribution = new Attribution(history);
    this.deadlines = new Deadlines(this.order);
  }

  run(): Witness {
    for (const revision of this.revisions()) {
      if (!this.step(revision)) {
        break;
      }
    }
    this.attribute();
    const { order, sightings, windows, model, changes, trusted, gap, contradictions } = this;
    const deletable = deletableKeys(this.history);
    return { order, sightings, windows, model, changes, trusted, gap, deletable, contradictions };
  }

  private revisions(): number[] {
    const { order, sightings } = this;
    return distinct(order.writes.revisions, order.reads.revisions, [...sightings.byRevision.keys()]).filter(
      (revision) => revision >= this.history.origin.revision,
    );
  }

  /** One revision: its write, then its reads. @returns false where the states from here on are not known */
  private step(revision: number): boolean {
    const claims = this.claimsOf(revision);
    const { origin } = this.history;
    const known =
      claims.length > 0 || this.sightings.byRevision.has(revision) || revision === origin.revision;
    const missing = known ? revision - 1 : revision;
    if (missing > this.trusted) {
      this.miss(this.trusted + 1, missing, revision);
      return false;
    }
    this.write(revision, claims);
    this.trusted = revision;
    for (const read of this.order.reads.get(revision)) {
      if (!claims.includes(read)) {
        this.refute(judgeAnswer(read, 'read', revision, this.model, this.windows), revision);
      }
    }
    return true;
  }

  /**
   * Answers that say they wrote this revision. A revoke never says so; where recorders show the revision, it is
   * judged by what they show, else the revoke of a lease with keys is taken for its write.
   */
  private claimsOf(revision: number): readonly Acknowledged[] {
    const writes = this.order.writes.get(revision);
    return writes.length > 0 || this.sightings.byRevision.has(revision)
      ? writes
      : this.revokesAt(revision)
          .filter(({ lease }) => this.model.keysOf(lease).size > 0)
          .map(({ revoke }) => revoke)
          .slice(0, 1);
  }

  private revokesAt(revision: number): { revoke: Acknowledged; lease: string }[] {
    return this.order.reads
      .get(revision)
      .flatMap((revoke) =>
        'revoke' in revoke.request ? [{ revoke, lease: revoke.request.revoke.lease }] : [],
      );
  }

  private write(revision: number, [claim, second]: readonly Acknowledged[]): void {
    const sighting = this.sightings.byRevision.get(revision);
    if (second !== undefined && claim !== undefined) {
      this.contradictions.push(
        finding(
          `client ${claim.client} (${describeRequest(claim.request)}) and client ${second.client} ` +
            `(${describeRequest(second.request)}) were both told that they made revision ${revision}`,
          claim.id,
          second.id,
        ),
      );
    }
    if (claim !== undefined) {
      const effect = effectOf(claim.request, this.model);
      const contradiction = judgeAnswer(claim, 'write', revision, this.model, this.windows, effect);
      this.refute(contradiction, revision);
      this.confront(claim, effect, sighting, revision);
      if (this.endedAt.size > 0) {
        this.refuseEndedLease(claim, effect, revision);
      }
      const { deletes } = effect;
      this.changes.set(revision, { deletes, by: claim, seen: sighting?.seen, endOf: leaseRevoked(claim) });
      if (!isEffect(effect) && sighting !== undefined) {
        apply(effectShown(sighting), this.model, revision);
      }
    } else if (sighting !== undefined) {
      this.changes.set(revision, this.unanswered(sighting, revision));
      apply(effectShown(sighting), this.model, revision);
    }
    for (const event of sighting?.events ?? NO_EVENTS) {
      if ('put' in event) {
        this.model.adopt(event.put);
      }
    }
  }

  /** A revision that no answer claims: an undecided operation's, or the end of a lease by expiry or revoke. */
  private unanswered(sighting: Sighting, revision: number): Change {
    const effect = effectShown(sighting);
    const [{ seen }, { deletes }] = [sighting, effect];
    const latestInvoke = Math.min(seen, this.deadlines.at(revision));
    const undecided = this.attribution.consider(revision, effect, latestInvoke, this.model);
    if (this.attribution.isOutside(effect, latestInvoke)) {
      // It may be the end of a lease, or somebody's who is not recorded: nothing is certain of it but that it happened.
      return { deletes, by: undefined, seen };
    }
    const [deleted = ''] = deletes;
    const lease = endsLease(effect, this.model) ? this.model.get(deleted)?.lease : undefined;
    if (
      lease !== undefined &&
      !undecided &&
      !this.attribution.isHolders(effect) &&
      !this.mayBeOnTheWay(seen)
    ) {
      this.endedAt.set(lease, seen);
    }
    const revoked = this.revokesAt(revision).find((one) => one.lease === lease && one.revoke.invoke <= seen);
    return { deletes, by: revoked?.revoke, seen, endOf: undecided ? undefined : lease };
  }

  /** What the recorders were shown of an answered write must be that write, and not before it was asked for. */
  private confront(
    claim: Acknowledged,
    effect: Effect,
    sighting: Sighting | undefined,
    revision: number,
  ): void {
    if (sighting === undefined) {
      return;
    }
    const shown = effectShown(sighting);
    const isOther = isEffect(effect) && !sameEffect(effect, shown);
    if (isOther || sighting.seen < claim.invoke) {
      this.contradictions.push(
        finding(
          `client ${claim.client} was told that its ${describeRequest(claim.request)} made revision ${revision}, ` +
            `but watch ${sighting.watch} was shown ${describeEffect(shown)} there` +
            (isOther ? '' : ' before it was asked for'),
          claim.id,
          `watch ${sighting.watch}`,
        ),
      );
    }
  }

  /** A lease that was seen to end is gone, unless somebody may have granted its id again. */
  private refuseEndedLease(claim: Acknowledged, { puts }: Effect, revision: number): void {
    for (const { key, lease } of puts) {
      const ended = lease === undefined ? undefined : this.endedAt.get(lease);
      if (
        lease !== undefined &&
        ended !== undefined &&
        ended < claim.invoke &&
        !this.windows.grantedAgain(lease)
      ) {
        this.contradictions.push(
          finding(
            `client ${claim.client} was told at revision ${revision} that ${key} is attached to lease ${lease}, which had ` +
              `ended with its keys by ${secondsText(ended)}, before it asked`,
            claim.id,
          ),
        );
      }
    }
  }

  private miss(from: number, to: number, told: number): void {
    const hole = uncovered(this.sightings.covered, from, to);
    if (hole !== undefined) {
      this.gap = hole;
      return;
    }
    const witness = [...this.order.writes.get(told), ...this.order.reads.get(told)][0];
    const revisions = from === to ? `revision ${from}` : `revisions ${from} to ${to}`;
    const whoTold = witness
      ? `client ${witness.client} was told of revision ${told}`
      : `revision ${told} was seen`;
    this.contradictions.push(
      finding(`${whoTold}, but ${revisions} never showed on any recorder`, ...(witness ? [witness.id] : [])),
    );
  }

  private refute(contradiction: Contradiction | undefined, revision: number): void {
    if (contradiction !== undefined) {
      const maker = contradiction.since === undefined ? undefined : this.changes.get(contradiction.since)?.by;
      this.contradictions.push(contradiction.toFinding(finding, revision, maker));
    }
  }

  private attribute(): void {
    for (const { revision, effect, by } of this.attribution.resolve()) {
      const change = this.changes.get(revision);
      if (by !== undefined && change !== undefined) {
        this.changes.set(revision, { ...change, by });
      } else if (!this.mayBeOnTheWay(change?.seen)) {
        const failed = this.failedWith(effect);
        this.contradictions.push(
          finding(
            `nobody made revision ${revision} (${describeEffect(effect)})` +
              (failed === undefined ? '' : `; client ${failed.client} had been told that it failed`),
            ...(failed === undefined ? [] : [failed.id]),
          ),
        );
      }
    }
  }

  private mayBeOnTheWay(seen = 0): boolean {
    const { end, last } = this.history;
    return (end === undefined || end.reason === 'interrupted') && seen >= last - ON_THE_WAY;
  }

  private failedWith({ puts: [put] }: Effect): Operation | undefined {
    return put === undefined
      ? undefined
      : this.history.operations.find(
          ({ outcome, request }) =>
            outcome === 'fail' &&
            'put' in request &&
            request.put.key === put.key &&
            request.put.value === put.value,
        );
  }
}

const NO_EVENTS: Sighting['events'] = [];

const leaseRevoked = ({ request }: Operation): string | undefined =>
  'revoke' in request ? request.revoke.lease : undefined;
