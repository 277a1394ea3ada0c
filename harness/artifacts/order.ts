import type { Family } from './families';
import type { Origin } from './manifest';
import type { Platform } from './platform';

/** What a source is asked to deliver, and what it may use for it. */
export interface Order {
  readonly family: Family;
  readonly version: string;
  readonly platform: Platform;
  /** Empty; takes each program under its `file` name. */
  readonly into: string;
  /** Empty, on the same disk; gone afterwards. */
  readonly scratch: string;
  readonly offline: boolean;
  readonly mirror: string | undefined;
  /** sha256 (hex) that the release archive must have. */
  readonly digest: string | undefined;
  readonly signal: AbortSignal | undefined;
  readonly progress: (line: string) => void;
}

/** Something that may have a release. */
export interface Source {
  /** As it reads in progress lines and in the list of what was tried. */
  readonly name: string;
  /** @throws Unobtainable where the next source is to be asked */
  readonly obtain: (order: Order) => Promise<Origin>;
}
