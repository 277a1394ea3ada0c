import type { JournalRecord } from '../../journal/record';
import { anotherLeads, apiCalls, apiObject, electors } from './api-calls';
import { restored } from './restored';
import { JournalBuilder } from './journal-builder';

const MEMBERS = ['m1', 'm2', 'm3'] as const;
const FROM = '3.5.35';
const TO = '3.6.16';

/** What `usersAndRoles` leaves, the change without an answer not done. */
const USERS = {
  enabled: false,
  users: [{ name: 'ann', roles: ['writer'] }],
  roles: [{ name: 'writer', permissions: [{ key: 'k', may: 'write' as const }] }],
};

/** The lock suite's own clients, one a holder process. */
const FROZEN = 11;
const NEXT = 12;
const LEAVING = 13;
/** Its record is of the experiment that the lock's and the election's implementations go through. */
const EXPERIMENT = 12;

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
  faultDuringTraffic(run, 1, 'freeze', 'during-fault');
  faultDuringTraffic(run, 2, 'kill', 'during-kill');
  faultDuringTraffic(run, 1001, 'kill-leading', 'during-hand-over', 'kube-scheduler of m1', () =>
    anotherLeads(run),
  );
  watchResumed(run);
  unknowns(run);
  usersAndRoles(run);
  transactions(run);
  run.wait(10);
  leaseExpires(run);
  run.wait(10);
  locks(run);
  outsideLocks(run);
  election(run);
  sweep(run);
  contest(run);
  apiObject(run);
  electors(run);
  kubernetesAssertions(run);
  placements(run);
  restored(run);
  calm(run);
  traffic(run, 'before the steps');
  apiCalls(run);
  MEMBERS.forEach((member, i) => upgradeStep(run, member, i + 1));
  run.tell({ type: 'phase', name: 'to' });
  traffic(run, 'to');
  refusedUser(run);
  run.tell({ type: 'trigger', what: 'the condition' });
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

/** As much as a phase needs. */
function traffic(run: JournalBuilder, tag: string): void {
  for (let round = 1; round <= 5; round += 1) {
    everyKind(run, `${tag} ${round}`);
  }
}

/** Every kind of work, by one client on each member. */
function everyKind(run: JournalBuilder, tag: string): void {
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

function faultDuringTraffic(
  run: JournalBuilder,
  number: number,
  name: string,
  key: string,
  target = 'm2',
  more: () => void = () => undefined,
): void {
  const fault = { type: 'fault', fault: number, name, target, quorum: true } as const;
  run.tell({ ...fault, state: 'inject' });
  run.tell({ ...fault, state: 'proven', proof: 'state T' });
  run.put(1, key, `kept ${number}`);
  everyKind(run, `fault ${number}`);
  more();
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

/** A user with a role that may write one key; a second add of it is refused, a third change stays without an answer. */
function usersAndRoles(run: JournalBuilder): void {
  run.changeAuth(1, { addUser: 'ann' });
  run.changeAuth(1, { addRole: 'writer' });
  refusedUser(run);
  run.changeAuth(1, { grant: { role: 'writer', permission: { key: 'k', may: 'write' } } });
  run.changeAuth(1, { grantRole: { user: 'ann', role: 'writer' } });
  run.changeAuth(3, { addUser: 'bob' }, 'unknown');
}

function refusedUser(run: JournalBuilder): void {
  run.changeAuth(2, { addUser: 'ann' }, 'etcdserver: user name already exists');
}

/** What tests of the suite kubernetes assert. */
function kubernetesAssertions(run: JournalBuilder): void {
  for (const claim of ['K8S-1', 'K8S-2', 'K8S-3']) {
    run.tell({
      type: 'assertion',
      suite: 'kubernetes',
      claim,
      title: `${claim} holds`,
      phase: 'from',
      ok: true,
    });
  }
}

/** A member alone on its node, and one beside a control plane. */
function placements(run: JournalBuilder): void {
  const plane = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'];
  const nodes = { m1: ['etcd'], m2: ['etcd', ...plane], c1: plane };
  for (const [node, runs] of Object.entries(nodes)) {
    run.tell({ type: 'node', node, runs });
    run.tell({ type: 'usage', node, programs: runs.map((name) => ({ name, cpu: 1, rss: 1 })) });
  }
}

function transactions(run: JournalBuilder): void {
  const both = [{ put: { key: 'half/a', value: 'one' } }, { put: { key: 'half/b', value: 'two' } }];
  run.operate(1, { txn: { if: [], then: both, else: [] } });
  run.operate(2, { range: { key: 'half/', end: 'half0' } });
  const guard = { key: 'half/', end: 'half0', target: 'mod', is: '<', to: run.etcd.revision } as const;
  run.operate(1, { txn: { if: [guard], then: [{ put: { key: 'guarded', value: 'never' } }], else: [] } });
  for (const claim of ['CAS-1', 'CAS-2', 'CAS-3', 'CAS-4', 'CAS-6']) {
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

/** A lock by etcdctl, of whose calls none is recorded: its holder is killed, and the next one leaves. */
function outsideLocks(run: JournalBuilder): void {
  run.tell({ type: 'outside', writer: 'etcdctl lock', key: 'lock/o/', end: 'lock/o0' });
  const lock = (holder: string) => ({ type: 'lock', lock: 'o', holder, kind: 'etcdctl' }) as const;
  const killed = ownedOutside(run, 'lock/o/2bd', '701');
  run.tell({ ...lock('killed'), state: 'holds', ...killed, ttl: 2 });
  const next = ownedOutside(run, 'lock/o/2be', '702');
  run.read(1, 'half/a');
  run.tell({ ...lock('killed'), state: 'ended', how: 'kill' });
  run.wait(2.5).expire('701');
  run.tell({ ...lock('next'), state: 'holds', ...next, ttl: 2 });
  fencedOutside(run, next.key, next.create);
  run.tell({ ...lock('next'), state: 'released' });
  run.outside({ delete: { key: next.key } });
}

/** The first leader resigns, the second one's lease is lost; an observer is told of both. */
function election(run: JournalBuilder): void {
  run.tell({ type: 'outside', writer: 'etcdctl elect', key: 'election/e/', end: 'election/e0' });
  const about = (holder: string) => ({ type: 'lock', lock: 'e', holder, kind: 'server-election' }) as const;
  // The server's services work on a lease that their client keeps, and delete its key themselves.
  run.operate(EXPERIMENT, { grant: { ttl: 30, lease: '705' } });
  const first = keyOutside(run, 'election/e/2c1', '705');
  run.tell({ ...about('first'), state: 'holds', ...first });
  run.tell({ ...about('observer'), state: 'observes', key: first.key, create: first.create });
  const second = ownedOutside(run, 'election/e/2c2', '706');
  const waiting = ownedOutside(run, 'election/e/2c3', '707');
  run.read(1, 'half/a');
  run.tell({ ...about('first'), state: 'released' });
  run.outside({ delete: { key: first.key } });
  run.outside({ delete: { key: waiting.key } });
  run.tell({ ...about('second'), state: 'holds', ...second });
  run.tell({ ...about('observer'), state: 'observes', key: second.key, create: second.create });
  run.operate(EXPERIMENT, { revoke: { lease: '706' } });
  run.tell({ ...about('second'), state: 'lost' });
}

const MILLISECOND = 1_000;

/** Writes from two zones at no distance and at 40 ms, and a leader that is lost at each. */
function sweep(run: JournalBuilder): void {
  [0, 40].forEach((rtt, point) => {
    const about = { type: 'point', point, rtt, jitter: 0 } as const;
    run.tell({ ...about, state: 'set' });
    run.tell({ type: 'link', point, from: 'm1', to: 'm2', wanted: rtt, jitter: 0, seen: [rtt + 0.2] });
    const [every, first] = [100 * MILLISECOND, run.now + MILLISECOND];
    const zones = ['a', 'b'].map((zone, index) => ({
      zone,
      client: 31 + 2 * point + index,
      trips: index + 1,
    }));
    for (const { zone, client } of zones) {
      run.client(client, zone === 'a' ? 'm1' : 'm3');
      run.tell({ type: 'paced', client, zone, work: 'put', first, every });
    }
    led(run);
    run.tell({ ...about, state: 'measure' });
    run.tell({ type: 'sample', name: 'machine-busy', value: 0.3 });
    for (let count = 0; count < 3; count += 1) {
      for (const { zone, client, trips } of zones) {
        const invoke = first + count * every;
        const returned = invoke + (trips * rtt + 1) * MILLISECOND;
        const put = { key: `sweep/${zone}/put/${count}`, value: `${client}.${count}` };
        run.now = invoke;
        run.operate(client, { put }, { invoke, returned });
      }
    }
    run.now = first + 3 * every;
    led(run);
    run.tell({ ...about, state: 'fail' });
    const lost = run.now + 10;
    faultDuringTraffic(run, 3 + point, 'kill', `sweep at ${rtt}`);
    run.tell({ type: 'raft', member: 'm1', event: 'campaigns', term: 2 }, lost + 1);
    run.tell({ type: 'raft', member: 'm1', event: 'leads', term: 3 }, lost + 2);
    run.tell({ ...about, state: 'end' });
  });
}

/** All members follow one leader. */
function led(run: JournalBuilder): void {
  for (const member of MEMBERS) {
    run.tell({ type: 'metrics', member, leader: '1', term: 2, values: {} });
  }
}

/** Two clients write one key, of which one loses half of the time, and then many. */
function contest(run: JournalBuilder): void {
  [1, 1000].forEach((keys, index) => {
    const point = 2 + index;
    const contention = { keys, clients: 2, strategy: 'none' } as const;
    const about = { type: 'point', point, rtt: 0, jitter: 0, contention } as const;
    const [first, second] = [41 + 2 * index, 42 + 2 * index];
    run.tell({ ...about, state: 'set' });
    run.tell({ type: 'link', point, from: 'm1', to: 'm2', wanted: 0, jitter: 0, seen: [0.2] });
    for (const client of [first, second]) {
      run.tell({ type: 'client', client, member: 'm1', role: 'traffic', scope: 'contention' });
    }
    run.tell({ ...about, state: 'measure' });
    run.tell({ type: 'sample', name: 'machine-busy', value: 0.3 });
    for (let count = 1; count <= 4; count += 1) {
      for (const [client, place] of [
        [first, 1],
        [second, keys === 1 ? 1 : 2],
      ] as const) {
        const key = `contention/${point}/${place}`;
        // What the first one has changed just now the second one does not know yet.
        const mod =
          keys === 1 && client === second ? 1 : (run.etcd.content().find((kv) => kv.key === key)?.mod ?? 0);
        const put = { key, value: `${client}.${count}` };
        const guard = { key, target: 'mod', is: '=', to: mod } as const;
        run.operate(client, { txn: { if: [guard], then: [{ put }], else: [{ range: { key } }] } });
      }
    }
    run.tell({ ...about, state: 'rest' });
    run.tell({ ...about, state: 'end' });
  });
}

function ownedOutside(run: JournalBuilder, key: string, lease: string) {
  run.outside({ grant: { ttl: 2, lease } });
  return keyOutside(run, key, lease);
}

function keyOutside(run: JournalBuilder, key: string, lease: string) {
  run.outside({ put: { key, value: `of ${lease}`, lease } });
  return { key, lease, create: run.etcd.revision };
}

function fencedOutside(run: JournalBuilder, key: string, create: number): void {
  run.operate(EXPERIMENT, {
    txn: {
      if: [{ key, target: 'create', is: '=', to: create }],
      then: [{ put: { key: 'protected outside', value: key } }],
      else: [],
    },
  });
}

function upgradeStep(run: JournalBuilder, member: string, step: number): void {
  run.tell({ type: 'phase', name: `step-${step}` });
  run.tell({ type: 'member', member, state: 'ended', version: FROM, asked: true });
  run.wait(0.5);
  traffic(run, `step ${step}`);
  apiCalls(run);
  run.tell({ type: 'member', member, state: 'started', version: TO });
  run.tell({ type: 'member', member, state: 'ready', version: TO });
  traffic(run, `stepped ${step}`);
  refusedUser(run);
  if (step < MEMBERS.length) {
    run.tell({ type: 'phase', name: `mixed-${step}` });
    traffic(run, `mixed ${step}`);
    refusedUser(run);
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
    run.tell({ type: 'auth-state', member, revision: 5, content: USERS });
    run.tell({ type: 'hash', member, revision, compactRevision: -1, hash: '12345' });
    run.tell({ type: 'member-list', member, members: MEMBERS.map(listed) });
  }
}

const listed = (name: string, index: number) => ({
  ...{ id: String(index + 1), name, learner: false },
  peerUrls: [`http://${name}:2380`],
});
