import type { Budget } from '../topology/topology';
import { sharesOf, weightOf } from './cpu-shares';

/** Versions of the kernel's interface: a tree for each controller (1), or all controllers in one tree (2). */
export type GroupVersion = 1 | 2;

/** What a file of a control group is to hold. */
interface Setting {
  readonly controller: 'cpu' | 'memory';
  readonly file: string;
  readonly value: string;
}

/** The kernel's accounting period; a quota is a share of it. */
const PERIOD_MICROSECONDS = 100_000;

/** What bounds a node. */
export const boundsOf = (version: GroupVersion, { cpus, memoryBytes }: Budget): readonly Setting[] => [
  ...(cpus === undefined ? [] : version === 2 ? quotaOfV2(cpus) : quotaOfV1(cpus)),
  ...(memoryBytes === undefined
    ? []
    : [
        {
          controller: 'memory' as const,
          file: version === 2 ? 'memory.max' : 'memory.limit_in_bytes',
          value: String(memoryBytes),
        },
      ]),
];

/** What a request gives a program against the others of its node, where there is not enough for all. */
export const shareOf = (version: GroupVersion, millicores: number): Setting => {
  const shares = sharesOf(millicores);
  return version === 2
    ? { controller: 'cpu', file: 'cpu.weight', value: String(weightOf(shares)) }
    : { controller: 'cpu', file: 'cpu.shares', value: String(shares) };
};

const quotaOfV1 = (cpus: number): Setting[] => [
  { controller: 'cpu', file: 'cpu.cfs_period_us', value: String(PERIOD_MICROSECONDS) },
  { controller: 'cpu', file: 'cpu.cfs_quota_us', value: quota(cpus) },
];

const quotaOfV2 = (cpus: number): Setting[] => [
  { controller: 'cpu', file: 'cpu.max', value: `${quota(cpus)} ${PERIOD_MICROSECONDS}` },
];

const quota = (cpus: number): string => String(Math.round(cpus * PERIOD_MICROSECONDS));
