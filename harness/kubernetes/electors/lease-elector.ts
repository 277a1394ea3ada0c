import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../../workload/random';
import type { Lease, LeaseSpec, LeaseStore } from './lease-object';

/** Milliseconds. */
export interface ElectionTimes {
  /** So long nobody takes a Lease that was seen to change. */
  readonly leaseDuration: number;
  /** So long who leads goes on trying to renew it. */
  readonly renewDeadline: number;
  /** Between two tries. */
  readonly retryPeriod: number;
}

/** client-go's defaults, and those of all components of Kubernetes. */
export const CLIENT_GO: ElectionTimes = {
  leaseDuration: 15_000,
  renewDeadline: 10_000,
  retryPeriod: 2_000,
};
/** Who waits looks again after up to so much more. */
const JITTER = 1.2;
/** What client-go leaves behind when it gives a Lease up. */
const RELEASED_SECONDS = 1;

/**
 * Leader election as k8s.io/client-go does it (tools/leaderelection/leaderelection.go): whoever holds the Lease renews it by
 * compare-and-swap; whoever waits takes it once it has not seen it change for the Lease's duration, by its own clock.
 */
export class LeaseElector {
  private observed: { readonly lease: Lease; readonly at: number } | undefined;

  constructor(
    private readonly lease: LeaseStore,
    readonly identity: string,
    private readonly random: Random,
    private readonly times = CLIENT_GO,
  ) {}

  /** How often the Lease has changed hands, by what was seen of it last: higher with every leader, and so a fencing token. */
  get transitions(): number {
    return this.observed?.lease.spec.leaseTransitions ?? 0;
  }

  /** Settles once it leads. @throws the signal's reason when aborted before */
  async acquire(signal: AbortSignal): Promise<void> {
    while (!(await this.acquireOrRenew())) {
      const { retryPeriod } = this.times;
      await pause(retryPeriod + this.random.integer(0, retryPeriod * JITTER), undefined, { signal });
    }
  }

  /** Renews it. @returns once that failed for as long as it may; or once the signal is aborted, in the middle of its time */
  async keep(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && (await this.renewed(signal))) {
      await rested(this.times.retryPeriod, signal);
    }
  }

  /** @returns false where it could not be done in time, or is not to be done any more */
  private async renewed(signal: AbortSignal): Promise<boolean> {
    const over = new AbortController();
    const end = (): void => over.abort();
    const expired = new Promise<false>((resolve) => {
      over.signal.addEventListener('abort', () => resolve(false), { once: true });
    });
    // Not AbortSignal.any and .timeout: Node 20 collects one that only listeners wait for, and it never fires.
    const deadline = setTimeout(end, this.times.renewDeadline);
    signal.addEventListener('abort', end, { once: true });
    try {
      while (!over.signal.aborted) {
        if (await Promise.race([this.acquireOrRenew(), expired])) {
          return true;
        }
        await rested(this.times.retryPeriod, over.signal);
      }
      return false;
    } finally {
      clearTimeout(deadline);
      signal.removeEventListener('abort', end);
    }
  }

  /** Lets others have it at once. @returns whether it is known to have worked */
  async release(): Promise<boolean> {
    const found = await this.lease.read();
    if (found === undefined || found === 'none' || found.spec.holderIdentity !== this.identity) {
      return false;
    }
    this.see(found);
    const spec = this.specNow(new Date().toISOString());
    return this.changed(
      await this.lease.update(found, {
        ...spec,
        holderIdentity: '',
        leaseDurationSeconds: RELEASED_SECONDS,
      }),
    );
  }

  private get leads(): boolean {
    return this.observed?.lease.spec.holderIdentity === this.identity;
  }

  private get isValid(): boolean {
    return this.observed !== undefined && performance.now() - this.observed.at < this.times.leaseDuration;
  }

  /** One try. @returns whether it holds the Lease now */
  private async acquireOrRenew(): Promise<boolean> {
    const now = new Date().toISOString();
    if (this.leads && this.isValid && this.observed !== undefined) {
      const renewed = await this.lease.update(this.observed.lease, this.specNow(now));
      if (this.changed(renewed)) {
        return true;
      }
    }
    const found = await this.lease.read();
    if (found === undefined) {
      return false;
    }
    if (found === 'none') {
      return this.changed(await this.lease.create(this.specNow(now)));
    }
    this.see(found);
    const { holderIdentity = '' } = found.spec;
    if (holderIdentity !== '' && !this.leads && this.isValid) {
      return false;
    }
    return this.changed(await this.lease.update(found, this.specNow(now)));
  }

  /** Somebody else's time begins anew with every change that is seen. */
  private see(lease: Lease): void {
    const isNew = JSON.stringify(lease.spec) !== JSON.stringify(this.observed?.lease.spec);
    this.observed = {
      lease,
      at: isNew || this.observed === undefined ? performance.now() : this.observed.at,
    };
  }

  private changed(lease: Lease | undefined): boolean {
    if (lease === undefined) {
      return false;
    }
    this.observed = { lease, at: performance.now() };
    return true;
  }

  private specNow(now: string): LeaseSpec {
    const { spec } = this.observed?.lease ?? {};
    const mine = this.leads;
    return {
      holderIdentity: this.identity,
      leaseDurationSeconds: Math.ceil(this.times.leaseDuration / 1000),
      renewTime: microseconds(now),
      acquireTime: mine ? (spec?.acquireTime ?? microseconds(now)) : microseconds(now),
      leaseTransitions: spec === undefined ? 0 : (spec.leaseTransitions ?? 0) + (mine ? 0 : 1),
    };
  }
}

/** As Kubernetes writes it. */
const microseconds = (time: string): string => time.replace('Z', '000Z');

/** @returns early where the signal is aborted */
async function rested(milliseconds: number, signal: AbortSignal): Promise<void> {
  await pause(milliseconds, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) {
      throw error;
    }
  });
}
