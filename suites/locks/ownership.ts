import type { KeyEvent } from '../key-events';
import { isOwnership, lockKeys } from './lock-keys';

/** One holder's time of ownership, by the server's own record: revisions, the end exclusive. */
export interface Ownership {
  readonly key: string;
  readonly from: number;
  readonly to: number | undefined;
}

/** A fenced write in the store. */
export interface Work {
  /** Ownership key of its writer. */
  readonly key: string;
  readonly mod: number;
}

/**
 * Who owned a lock when: at each revision the ownership key with the lowest create revision, which is what
 * the recipe goes by.
 * @param events all changes of the lock's keys in the order of revisions
 */
export function ownershipsOf(lock: string, events: readonly KeyEvent[]): Ownership[] {
  const queue = new Map<string, number>();
  const owned: { key: string; from: number; to: number | undefined }[] = [];
  for (const event of events.filter(({ key }) => isOwnership(lock, key))) {
    if (event.is === 'delete') {
      queue.delete(event.key);
    } else {
      queue.set(event.key, event.kv.create);
    }
    const [first] = [...queue].sort(([, one], [, other]) => one - other);
    const current = owned.at(-1);
    if (current?.to === undefined && current?.key !== first?.[0]) {
      if (current !== undefined) {
        current.to = event.mod;
      }
    }
    if (first !== undefined && (current === undefined || current.to !== undefined)) {
      owned.push({ key: first[0], from: event.mod, to: undefined });
    }
  }
  return owned;
}

/** Fenced writes, each with the ownership key that its value names. */
export function worksOf(lock: string, events: readonly KeyEvent[]): Work[] {
  return events.flatMap((event) =>
    event.is === 'put' && event.key === lockKeys.fenced(lock)
      ? [{ key: `${lockKeys.queue(lock).key}${event.kv.value.split(' ', 1)[0] ?? ''}`, mod: event.mod }]
      : [],
  );
}

/** Fenced writes that came from somebody who did not own the lock then, in words. */
export function intrusions(ownerships: readonly Ownership[], works: readonly Work[]): string[] {
  const ownerAt = (mod: number) => ownerships.find(({ from, to }) => from <= mod && mod < (to ?? Infinity));
  return works
    .map(({ key, mod }) => ({ key, mod, owner: ownerAt(mod)?.key }))
    .filter(({ key, owner }) => key !== owner)
    .map(
      ({ key, mod, owner }) => `${key} wrote at revision ${mod}, when ${owner ?? 'nobody'} owned the lock`,
    );
}
