import type { JournalBuilder } from './journal-builder';

const OBJECT = 'configmaps/assay/shared';
const KEY = `/registry/${OBJECT}`;
/** Clients of the API servers of two nodes. */
const FIRST = { client: 21, node: 'm1' };
const SECOND = { client: 22, node: 'm2' };

/** From here on API servers change objects of theirs, and one is there. */
export function apiObject(run: JournalBuilder): void {
  run.tell({ type: 'outside', writer: 'kube-apiserver', key: '/registry/', end: '/registry0' });
  run.outside({ put: { key: KEY, value: 'created' } });
}

/** A client updates an object, and another one with the same version of it is refused. */
export function apiCalls(run: JournalBuilder): void {
  const sent = run.etcd.content().find(({ key }) => key === KEY)?.mod ?? 0;
  const about = { type: 'api', verb: 'update', object: OBJECT, sent } as const;
  const began = run.now;
  run.outside({ put: { key: KEY, value: `over ${sent}` } });
  run.tell({ ...about, ...FIRST, began, code: 200, revision: run.etcd.revision });
  run.tell({ ...about, ...SECOND, began, code: 409 });
}

/** Who waited for it holds the scheduler's lease from now on. */
export function anotherLeads(run: JournalBuilder): void {
  run.tell({
    ...{ type: 'component', node: 'm2', component: 'kube-scheduler', version: '1.34.4' },
    ...{ state: 'leads', identity: 'm2_2' },
  });
}

const LEASE = 'leases/default/led';
const FENCED = '/registry/configmaps/default/fenced';

/** An elector that leads by a Lease sleeps until another one leads, wakes up, and is refused where its token is looked at. */
export function electors(run: JournalBuilder): void {
  const sleeper = { type: 'elector', lease: LEASE, elector: 'sleeper', node: 'm1' } as const;
  const heir = { type: 'elector', lease: LEASE, elector: 'heir', node: 'm2' } as const;
  const works = (about: typeof sleeper | typeof heir, token: number): void => {
    run.outside({ put: { key: FENCED, value: `${about.elector} ${run.etcd.revision}` } });
    run.tell({ ...about, state: 'works', token, fenced: true, revision: run.etcd.revision });
  };
  run.tell({ ...sleeper, state: 'waits' });
  run.tell({ ...heir, state: 'waits' });
  run.tell({ ...sleeper, state: 'leads', token: 0 });
  works(sleeper, 0);
  run.tell({ ...sleeper, state: 'ended', how: 'freeze' });
  run.tell({ ...heir, state: 'leads', token: 1 });
  works(heir, 1);
  run.tell({ ...sleeper, state: 'thawed' });
  run.tell({ ...sleeper, state: 'works', token: 0, fenced: false, revision: run.etcd.revision });
  run.tell({ ...sleeper, state: 'refused', token: 0, fenced: true });
  run.tell({ ...sleeper, state: 'lost', token: 0 });
  works(heir, 1);
}
