import type { Operation } from './operation';
import { isSerializable } from './operation';

/** Kinds of work that the traffic must hold, and how to know an answered one. */
export const KINDS: Readonly<Record<string, (operation: Operation) => boolean>> = {
  put: ({ request }) => 'put' in request,
  delete: ({ request }) => 'delete' in request,
  get: ({ request }) => 'range' in request && request.range.end === undefined && !isSerializable(request),
  'serializable get': ({ request }) =>
    'range' in request && request.range.end === undefined && isSerializable(request),
  range: ({ request }) => 'range' in request && request.range.end !== undefined,
  'compare-and-swap': ({ request }) => 'txn' in request && request.txn.if.length > 0,
  'lease grant': ({ request }) => 'grant' in request,
  keepalive: ({ request }) => 'keepalive' in request,
  revoke: ({ request }) => 'revoke' in request,
};

/**
 * How much is enough. Modest on purpose: they show that a kind of work took place at all, not how fast. A member is
 * down for a part of its own step, so in steps all members count together.
 */
export const MINIMUMS = {
  /** Answered operations of each kind per member in phases in which nothing restarts. */
  perMemberAndPhase: 1,
  /** Answered operations of each kind in a step, all members together. */
  perStep: 1,
  /** Writes begun and acknowledged while a fault that leaves a quorum lasted, acknowledged once it was proven. */
  writesPerFault: 1,
  /** Watch events shown through each member, and through members of each version. */
  watchEvents: 10,
} as const;

/** Phases whose traffic is counted; `start` and `finish` hold none. */
export const isQuiet = (phase: string): boolean =>
  phase === 'from' || phase === 'to' || /^(mixed|soak)-\d+$/.test(phase);
export const isStep = (phase: string): boolean => /^step-\d+$/.test(phase);
