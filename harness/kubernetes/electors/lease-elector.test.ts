import { describe, expect, test } from '@jest/globals';
import { Random } from '../../workload/random';
import { LeaseElector } from './lease-elector';
import type { Lease, LeaseSpec, LeaseStore } from './lease-object';

/** A hundred times as fast as client-go. */
const TIMES = { leaseDuration: 150, renewDeadline: 100, retryPeriod: 20 };
const OLD = '2020-01-01T00:00:00.000000Z';

/** One Lease that is changed under its version only, as an API server does it. */
class MemoryLease implements LeaseStore {
  now: Lease | undefined;
  answers = true;
  private version = 0;

  read(): Promise<Lease | 'none' | undefined> {
    return Promise.resolve(this.answers ? (this.now ?? 'none') : undefined);
  }

  create(spec: LeaseSpec): Promise<Lease | undefined> {
    return Promise.resolve(this.answers && this.now === undefined ? this.put(spec) : undefined);
  }

  update(seen: Lease, spec: LeaseSpec): Promise<Lease | undefined> {
    const isNewest = seen.metadata.resourceVersion === this.now?.metadata.resourceVersion;
    return Promise.resolve(this.answers && isNewest ? this.put(spec) : undefined);
  }

  put(spec: LeaseSpec): Lease {
    this.version += 1;
    this.now = { metadata: { resourceVersion: String(this.version) }, spec };
    return this.now;
  }
}

const never = new AbortController().signal;
const elector = (lease: LeaseStore, name: string): LeaseElector =>
  new LeaseElector(lease, name, new Random(1), TIMES);

async function timeOf(waiting: Promise<unknown>): Promise<number> {
  const began = performance.now();
  await waiting;
  return performance.now() - began;
}

describe('an elector by a Lease', () => {
  test('takes one that is not there, and one that was released, at once, each as another token', async () => {
    const lease = new MemoryLease();
    const first = elector(lease, 'first');
    await first.acquire(never);
    expect(lease.now?.spec).toMatchObject({ holderIdentity: 'first', leaseTransitions: 0 });
    expect(await first.release()).toBe(true);
    expect(lease.now?.spec).toMatchObject({ holderIdentity: '', leaseDurationSeconds: 1 });
    const second = elector(lease, 'second');
    expect(await timeOf(second.acquire(never))).toBeLessThan(TIMES.leaseDuration);
    expect(second.transitions).toBe(1);
  });

  test("waits for the whole duration by its own clock, however old another one's last renewal is", async () => {
    const lease = new MemoryLease();
    lease.put({ holderIdentity: 'ghost', renewTime: OLD, leaseTransitions: 4 });
    const heir = elector(lease, 'heir');
    expect(await timeOf(heir.acquire(never))).toBeGreaterThanOrEqual(TIMES.leaseDuration);
    expect(heir.transitions).toBe(5);
  });

  test('waits on while another one renews', async () => {
    const lease = new MemoryLease();
    const first = elector(lease, 'first');
    await first.acquire(never);
    const stop = new AbortController();
    const kept = first.keep(stop.signal);
    const waiting = new AbortController();
    const second = elector(lease, 'second').acquire(waiting.signal);
    setTimeout(() => waiting.abort(), 3 * TIMES.leaseDuration);
    await expect(second).rejects.toThrow('aborted');
    expect(lease.now?.spec.holderIdentity).toBe('first');
    stop.abort();
    await kept;
  });

  test('gives up where it cannot renew until the deadline, before another one may take it', async () => {
    const lease = new MemoryLease();
    const first = elector(lease, 'first');
    await first.acquire(never);
    lease.answers = false;
    const took = await timeOf(first.keep(never));
    expect(took).toBeGreaterThanOrEqual(TIMES.renewDeadline - 1);
    expect(took).toBeLessThan(TIMES.leaseDuration);
  });

  test('that woke up late does not take back what another one has', async () => {
    const lease = new MemoryLease();
    const sleeper = elector(lease, 'sleeper');
    await sleeper.acquire(never);
    lease.put({ holderIdentity: 'heir', leaseTransitions: 1 });
    const renewing = setInterval(
      () => lease.put({ holderIdentity: 'heir', leaseTransitions: 1, renewTime: String(performance.now()) }),
      TIMES.retryPeriod,
    );
    await sleeper.keep(never);
    clearInterval(renewing);
    expect(lease.now?.spec.holderIdentity).toBe('heir');
    expect(await sleeper.release()).toBe(false);
  });
});
