import { statfsSync } from 'node:fs';
import { Refusal } from '../errors/refusal';
import { mebibytes } from './mebibytes';

/** etcd preallocates a WAL file of this size, and dies where it cannot. */
const WAL_BYTES = 64 * (1 << 20);
const LOOK_EVERY = 500;

/** What has to stay free while so many members run, so that none of them and not the journal meets a full disk. */
export const reserveBytes = (members: number): number => members * WAL_BYTES;

export const freeBytes = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};

/**
 * Looks at a run's disk while it goes on. A member that dies of a full disk is no finding about etcd, so the
 * run is given up before, while there is room for its results.
 */
export class DiskReserve {
  private readonly short = new AbortController();
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly folder: string,
    private readonly members: number,
  ) {
    this.timer = setInterval(() => this.look(), LOOK_EVERY);
  }

  /** Aborted, with the shortage as its reason, once too little is free. */
  get used(): AbortSignal {
    return this.short.signal;
  }

  /** Looks now. @returns a Refusal (environment) where too little is free, or was at any time before */
  shortage(): Refusal | undefined {
    this.look();
    return this.used.aborted ? (this.used.reason as Refusal) : undefined;
  }

  close(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    const [free, reserve] = [freeBytes(this.folder), reserveBytes(this.members)];
    if (free < reserve && !this.used.aborted) {
      this.short.abort(
        Refusal.environment(
          `the disk of ${this.folder} has ${mebibytes(free)} left, and ${mebibytes(reserve)} must stay free for etcd; free some or name another folder with --out`,
        ),
      );
    }
  }
}
