import type { RecordOf } from '../journal/record';
import type { Request } from '../journal/request';
import type { Outcome } from './recording-client';

type Work = RecordOf<'paced'>['work'];

/** More than can be under way at once, so that no two writes of a client are of one key at a time. */
const KEYS = 1024;

interface Paced {
  readonly request: Request;
  /** To be told what became of it. */
  readonly learn: (outcome: Outcome) => void;
}

/** An endless row of requests of one kind, on keys that only this client writes. */
export function pacedRequests(work: Work, zone: string, client: number): { next: () => Paced } {
  let count = 0;
  const ignore = (): void => undefined;
  const known = new Map<string, number>();
  const key = (index: number, of: Work): string => `sweep/${zone}/${of}/${index % KEYS}`;
  const next = (): Paced => {
    count += 1;
    const value = `${client}.${count}`;
    switch (work) {
      case 'put':
        return { request: { put: { key: key(count, 'put'), value } }, learn: ignore };
      case 'read':
        return { request: { range: { key: key(count, 'put') } }, learn: ignore };
      case 'serializable':
        return { request: { range: { key: key(count, 'put'), serializable: true } }, learn: ignore };
      case 'cas': {
        const swapped = key(count, 'cas');
        return {
          request: swap(swapped, known.get(swapped) ?? 0, value),
          learn: (outcome) => known.set(swapped, modAfter(outcome) ?? known.get(swapped) ?? 0),
        };
      }
    }
  };
  return { next };
}

/** Puts where the key is still as it was last known to be, and reads it where it is not. */
const swap = (key: string, mod: number, value: string): Request => ({
  txn: {
    if: [{ key, target: 'mod', is: '=', to: mod }],
    then: [{ put: { key, value } }],
    else: [{ range: { key } }],
  },
});

/** @returns undefined where nothing is known of it */
function modAfter(outcome: Outcome): number | undefined {
  if (outcome.is !== 'ok' || !('txn' in outcome.response)) {
    return undefined;
  }
  const { revision, succeeded, responses } = outcome.response.txn;
  const [read] = responses;
  return succeeded ? revision : read && 'range' in read ? read.range.kvs[0]?.mod : undefined;
}
