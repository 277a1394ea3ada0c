import { isDeepStrictEqual } from 'node:util';
import type { WatchEvent } from '../../journal/record';
import type { Request, Response } from '../../journal/request';
import type { History } from '../history';
import { isSerializable } from '../operation';
import type { SearchHistory } from '../search/history';
import { IMPOSSIBLE, type Model } from '../search/model';
import { type LeaseEnds, mayAttach, type Shown, withEnd } from './lease-ends';
import { SimulatedEtcd } from './simulated-etcd';

/** `end` stands for the last look at everything: all that the recorder showed has to be there. */
type Done =
  | { readonly request: Request; readonly response: Response; readonly call: number }
  | { readonly end: number };
type Maybe = { readonly request: Request; readonly call: number; readonly expiry?: true };

/** What the recorder showed, by revision. */
type ByRevision = ReadonlyMap<number, Shown>;

interface State {
  readonly etcd: SimulatedEtcd;
  readonly ends: LeaseEnds;
}

/** A journal as the search takes it: all keys as one, revisions as part of the answers, expiries as unknown revokes. */
export function searchable(history: History): {
  history: SearchHistory<Done, Maybe>;
  model: Model<Done, Maybe>;
} {
  const shown = shownBy(history);
  const answered: SearchHistory<Done, Maybe>['answered'][number][] = [];
  const unknown: SearchHistory<Done, Maybe>['unknown'][number][] = [];
  const leases = new Set<string>();
  for (const one of history.operations) {
    const { id, client, invoke: call, request } = one;
    if (isSerializable(request) || 'keepalive' in request) {
      continue;
    }
    if ('put' in request && request.put.lease !== undefined) {
      leases.add(request.put.lease);
    }
    if (one.outcome === 'ok') {
      const action = { request, response: one.response, call };
      answered.push({ id, client, key: '', call, returned: one.returned, action });
    } else if (one.outcome === 'unknown') {
      unknown.push({ id, client, key: '', call, action: { request, call } });
    }
  }
  for (const lease of leases) {
    for (let i = 0; i < shown.size; i += 1) {
      const action = { request: { revoke: { lease } }, call: 0, expiry: true } as const;
      unknown.push({ id: `lease ${lease}.${i}`, client: 0, key: '', call: 0, action });
    }
  }
  const end = Math.max(1, ...shown.keys());
  const last = 1e9;
  answered.push({ id: 'end', client: 0, key: '', call: last, returned: last, action: { end } });
  return { history: { answered, unknown }, model: modelOf(shown) };
}

function shownBy({ watches }: History): ByRevision {
  const shown = new Map<number, Shown>();
  for (const { t, events } of watches.flatMap(({ responses }) => [...responses])) {
    const [first] = events;
    if (first !== undefined) {
      shown.set('put' in first ? first.put.mod : first.delete.mod, { t, events });
    }
  }
  return shown;
}

const modelOf = (shown: ByRevision): Model<Done, Maybe> => ({
  machine({ answered, unknown }) {
    const actions = [...answered.actions, ...unknown.actions];
    const states: State[] = [{ etcd: new SimulatedEtcd('lenient'), ends: new Map() }];
    const numbers = new Map<string, number>();
    const after = (state: number, number: number): { next: number; changed: boolean } => {
      const { etcd: old, ends } = states[state] as State;
      const etcd = old.copy();
      const before = etcd.revision;
      const action = actions[number] as Done | Maybe;
      if ('end' in action) {
        return { next: before >= action.end ? state : IMPOSSIBLE, changed: false };
      }
      const answer = etcd.execute(action.request);
      const changed = etcd.revision > before;
      const right =
        !('response' in action) || ('ok' in answer && isDeepStrictEqual(answer.ok, action.response));
      const possible =
        wasShown(etcd, shown, action.call) && (!('response' in action) || mayAttach(etcd, action.call, ends));
      if (!right || (changed && !possible)) {
        return { next: IMPOSSIBLE, changed };
      }
      // An unknown revoke may as well have been an expiry: only what is known to have ended its lease counts.
      const ended = 'response' in action || action.expiry === true ? leaseOf(action.request) : undefined;
      const later = changed ? withEnd(ends, ended, shown.get(etcd.revision)) : ends;
      const text = JSON.stringify([etcd.revision, etcd.log, [...later]]);
      const known = numbers.get(text);
      if (known === undefined) {
        numbers.set(text, states.push({ etcd, ends: later }) - 1);
      }
      return { next: changed ? (known ?? states.length - 1) : state, changed };
    };
    return {
      initial: 0,
      unknown: unknown.actions.map((_, i) => answered.actions.length + i),
      observes: (state, number) => isRead(actions[number]) && after(state, number).next !== IMPOSSIBLE,
      step: (state, number) => (isRead(actions[number]) ? IMPOSSIBLE : after(state, number).next),
      bytes: () => 0,
    };
  },
  describe: (action) => JSON.stringify(action),
  withoutAnswer: () => undefined,
});

const leaseOf = (request: Request): string | undefined =>
  'revoke' in request ? request.revoke.lease : undefined;

const isRead = (action: Done | Maybe | undefined): boolean =>
  action !== undefined && ('end' in action || 'range' in action.request);

/** Whether the newest revision is what the recorder showed, and not before it was asked for. */
function wasShown({ revision, log }: SimulatedEtcd, shown: ByRevision, call: number): boolean {
  const seen = shown.get(revision);
  return (
    seen !== undefined &&
    call <= seen.t &&
    isDeepStrictEqual(seen.events.map(change).sort(), (log.at(-1) ?? []).map(change).sort())
  );
}

const change = (event: WatchEvent): string =>
  'put' in event
    ? JSON.stringify(['put', event.put.key, event.put.value, event.put.lease])
    : JSON.stringify(['delete', event.delete.key]);
