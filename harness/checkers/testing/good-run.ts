import type { JournalRecord } from '../../journal/record';
import { JournalBuilder } from './journal-builder';

const MEMBERS = ['m1', 'm2', 'm3'] as const;
const FROM = '3.5.35';
const TO = '3.6.16';

/** The lock suite's own clients, one a holder process. */
const FROZEN = 11;
const NEXT = 12;
const LEAVING = 13;

/**
 * The journal of an upgrade in which everything went well: every criterion passes. Tests of checkers put one lie
 * into it.
 */
export function goodRun(): JournalRecord[] {
  const run = new JournalBuilder();
  run.tell({ type: 'phase', name: 'start' });
  MEMBERS.forEach((member, i) => {
    run.tell({ type: 'member', member, state: 'started', version: FROM });
    run.tell({ type: 'member', member, state: 'ready', version: FROM });
    run.recorder(101 + i, member);
    run.client(1 + i, member).client(11 + i, member, 'suite');
  });
  run.tell({ type: 'member', member: 'm1', state: 'leads', version: FROM });
  run.tell({ type: 'phase', name: 'from' });
  traffic(run, 'from');
  faultDuringTraffic(run);
  watchResumed(run);
  unknowns(run);
  transactions(run);
  run.wait(10);
  leaseExpires(run);
  run.wait(10);
  locks(run);
  calm(run);
  traffic(run, 'before the steps');
  MEMBERS.forEach((member, i) => upgradeStep(run, member, i + 1));
  run.tell({ type: 'phase', name: 'to' });
  traffic(run, 'to');
  run.tell({ type: 'sample', name: 'event-loop-lag', value: 12 });
  run.tell({ type: 'trigger', what: 'what a scenario waits for' });
  run.tell({ type: 'phase', name: 'finish' });
  finish(run);
  return run.end();
}

/** Half a minute in which clients write and nothing else happens: long enough for a late end of a lease to show. */
function calm(run: JournalBuilder): void {
  for (let i = 1; i <= 15; i += 1) {
    run.wait(2).put(1, 'calm', `calm ${i}`);
  }
}

/** Every kind of work, by one client on each member. */
function traffic(run: JournalBuilder, tag: string): void {
  MEMBERS.forEach((_member, i) => {
    const client = 1 + i;
    const key = `traffic/${client}`;
    run.put(client, key, `${tag} ${client}`);
    run.read(client, key);
    run.operate(client, { range: { key, serializable: true } });
    run.operate(client, { range: { key: 'traffic/', end: 'traffic0' } });
    const mod = run.etcd.revision;
    run.operate(client, {
      txn: {
        if: [{ key, target: 'mod', is: '=', to: mod }],
        then: [{ put: { key, value: `${tag} swapped ${client}` } }],
        else: [{ range: { key } }],
      },
    });
    const lease = `${client}${run.etcd.revision}`;
    run.operate(client, { grant: { ttl: 30, lease } });
    run.put(client, `leased/${client}`, `${tag} leased ${client}`, lease);
    run.operate(client, { keepalive: { lease } });
    run.operate(client, { revoke: { lease } });
    run.put(client, `gone/${client}`, `${tag} to go ${client}`);
    run.operate(client, { delete: { key: `gone/${client}` } });
  });
}

function faultDuringTraffic(run: JournalBuilder): void {
  const fault = { type: 'fault', fault: 1, name: 'freeze', target: 'm2', quorum: true } as const;
  run.tell({ ...fault, state: 'inject' });
  run.tell({ ...fault, state: 'proven', proof: 'state T' });
  run.put(1, 'during-fault', 'kept');
  run.tell({ ...fault, state: 'heal' });
  run.tell({ ...fault, state: 'healed' });
}

function watchResumed(run: JournalBuilder): void {
  const span = { key: 'watched/', end: 'watched0' };
  const first = run.watch(1, { from: run.etcd.revision + 1, span });
  run.put(1, 'watched/a', 'w1');
  run.put(2, 'watched/b', 'w2');
  run.closeWatch(first);
  const next = run.etcd.revision + 1;
  run.put(3, 'watched/a', 'w3');
  run.watch(1, { from: next, span, resumes: first });
  run.put(3, 'watched/b', 'w4');
}

function unknowns(run: JournalBuilder): void {
  run.lose(1, { put: { key: 'unknown/a', value: 'there' } }, 'effective');
  run.lose(2, { put: { key: 'unknown/b', value: 'never' } }, 'without effect');
  run.lose(3, { delete: { key: 'unknown/', end: 'unknown0' } }, 'effective');
  run.operate(1, { range: { key: 'unknown/', end: 'unknown0' } });
}

function transactions(run: JournalBuilder): void {
  const both = [{ put: { key: 'half/a', value: 'one' } }, { put: { key: 'half/b', value: 'two' } }];
  run.operate(1, { txn: { if: [], then: both, else: [] } });
  run.operate(2, { range: { key: 'half/', end: 'half0' } });
  for (const claim of ['CAS-1', 'CAS-3', 'CAS-4', 'CAS-6']) {
    run.tell({ type: 'assertion', suite: 'cas', claim, title: `${claim} holds`, phase: 'from', ok: true });
  }
}

/** A lease of 2 s, renewed once, whose keys go 2.4 s after that. */
function leaseExpires(run: JournalBuilder): void {
  run.operate(1, { grant: { ttl: 2, lease: '500' } });
  run.put(1, 'expiring', 'soon gone', '500');
  run.wait(1);
  run.operate(1, { keepalive: { lease: '500' } });
  run.wait(2.4);
  run.expire('500');
}

function acquire(
  run: JournalBuilder,
  client: number,
  lease: string,
): { key: string; lease: string; create: number } {
  const key = `lock/x/${lease}`;
  run.operate(client, { grant: { ttl: 5, lease } });
  run.operate(client, {
    txn: {
      if: [{ key, target: 'create', is: '=', to: 0 }],
      then: [{ put: { key, value: `holder ${client}`, lease } }],
      else: [],
    },
  });
  const about = { key, lease, create: run.etcd.revision };
  run.tell({ type: 'lock', lock: 'x', holder: `holder ${client}`, state: 'waits', key, lease });
  return about;
}

function fencedWrite(run: JournalBuilder, client: number, key: string, create: number): void {
  run.tell({ type: 'lock', lock: 'x', holder: `holder ${client}`, state: 'works' });
  run.operate(client, {
    txn: {
      if: [{ key, target: 'create', is: '=', to: create }],
      then: [{ put: { key: 'protected', value: `by ${client} at ${run.now}` } }],
      else: [],
    },
  });
}

/** One holder is frozen and wakes too late, the next gets the lock, the third ends gracefully. */
function locks(run: JournalBuilder): void {
  const lock = (client: number) => ({ type: 'lock', lock: 'x', holder: `holder ${client}` }) as const;
  const frozen = acquire(run, FROZEN, '601');
  run.tell({ ...lock(FROZEN), state: 'holds', ...frozen });
  fencedWrite(run, FROZEN, frozen.key, frozen.create);
  const next = acquire(run, NEXT, '602');
  run.tell({ ...lock(FROZEN), state: 'ended', how: 'freeze' });
  run.wait(4);
  run.operate(NEXT, { keepalive: { lease: '602' } });
  run.wait(1.5);
  run.expire('601');
  run.tell({ ...lock(NEXT), state: 'holds', ...next });
  fencedWrite(run, NEXT, next.key, next.create);
  run.tell({ ...lock(FROZEN), state: 'thawed' });
  fencedWrite(run, FROZEN, frozen.key, frozen.create);
  run.operate(NEXT, { delete: { key: next.key } });
  run.tell({ ...lock(NEXT), state: 'released' });
  run.operate(NEXT, { revoke: { lease: '602' } });
  const leaving = acquire(run, LEAVING, '603');
  run.tell({ ...lock(LEAVING), state: 'holds', ...leaving });
  run.tell({ ...lock(LEAVING), state: 'ended', how: 'graceful' });
  run.operate(LEAVING, { revoke: { lease: '603' } });
}

function upgradeStep(run: JournalBuilder, member: string, step: number): void {
  run.tell({ type: 'phase', name: `step-${step}` });
  run.tell({ type: 'member', member, state: 'ended', version: FROM, asked: true });
  run.wait(0.5);
  traffic(run, `step ${step}`);
  run.tell({ type: 'member', member, state: 'started', version: TO });
  run.tell({ type: 'member', member, state: 'ready', version: TO });
  traffic(run, `stepped ${step}`);
  if (step < MEMBERS.length) {
    run.tell({ type: 'phase', name: `mixed-${step}` });
    traffic(run, `mixed ${step}`);
  }
}

function finish(run: JournalBuilder): void {
  run.finals(MEMBERS);
  for (const member of MEMBERS) {
    const { revision } = run.etcd;
    run.tell({
      type: 'status',
      member,
      version: TO,
      clusterVersion: '3.6.0',
      leader: 'm1',
      term: 4,
      revision,
      dbSize: 20480,
      alarms: [],
    });
    run.tell({ type: 'hash', member, revision, compactRevision: -1, hash: '12345' });
  }
}
