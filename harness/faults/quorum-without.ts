import type { Here } from './fault';

/** Whether a majority is left when so many members do not take part. */
export const quorumWithout = (missing: number, members: number): boolean => members - missing > members / 2;

/** For faults between members: why they need more of them. */
export const needsThree = ({ members }: Here): string | undefined =>
  members >= 3 ? undefined : `needs at least 3 members, and there ${members === 1 ? 'is' : 'are'} ${members}`;
