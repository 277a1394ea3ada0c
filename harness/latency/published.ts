import type { PooledPoint } from './pool';
import type { Threshold, Thresholds } from './thresholds';

/** What somebody has published, beside what was measured here. */
export interface Published {
  readonly claim: string;
  readonly source: string;
  readonly verdict: 'holds' | 'does not hold' | 'not comparable' | 'not measured';
  /** What was measured, and why the verdict. */
  readonly why: string;
}

interface Measured {
  readonly points: readonly PooledPoint[];
  readonly thresholds: readonly Thresholds[];
}

/** The published limits of round trips, in milliseconds, each for a set of timers. */
const LIMITS = [
  {
    ...{
      claim: 'an election timeout of ten round trips: with the defaults, up to 100 ms',
      source: 'etcd, tuning guide',
    },
    ...{ timers: 'default', rtt: 100 },
  },
  {
    ...{
      claim: 'with a heartbeat of 100 ms, up to 33 ms',
      source: 'Red Hat, OpenShift, deployments that span sites',
    },
    ...{ timers: 'default', rtt: 33 },
  },
] as const;

/** Published figures of other machines, which a run on this one neither confirms nor refutes. */
const FIGURES = [
  {
    claim: 'a write to three members takes 1.74 ms',
    source: 'etcd-druid, multi-node proposal',
    why: ({ points }: Measured): string => {
      const near = points.find(
        ({ rtt, jitter, timers }) => rtt === 0 && jitter === 0 && timers === 'default',
      );
      const median = near?.zones[0]?.put.p50;
      return `another machine and disk; here the median at no distance was ${median === null || median === undefined ? 'not measured' : `${median.toFixed(1)} ms`}`;
    },
  },
  {
    claim: 'with a heartbeat of 100 ms, up to 66 ms with jitter',
    source: 'Red Hat, OpenShift, deployments that span sites',
    why: (): string => 'how much jitter is not said',
  },
  {
    claim: 'network and disk together below 100 ms, 50 ms recommended',
    source: 'Red Hat, OpenShift, etcd peers',
    why: (): string => 'it is of disks too, and here only the network was made longer',
  },
  {
    claim: 'at most 10 ms between the sites of a stretched cluster',
    source: 'limits of storage and virtualisation vendors',
    why: (): string => 'a limit of their replication of disks, not of etcd',
  },
] as const;

/** Each published claim beside what this sweep has measured. */
export function besidePublished(measured: Measured): Published[] {
  const limits = LIMITS.map(({ claim, source, timers, rtt }) => ({
    ...{ claim, source },
    ...atLimit(
      measured.thresholds.find((one) => one.timers === timers && one.jitter === 0),
      rtt,
    ),
  }));
  const figures = FIGURES.map(({ claim, source, why }): Published => ({
    claim,
    source,
    verdict: 'not comparable',
    why: why(measured),
  }));
  return [...limits, ...figures];
}

/** A limit holds where the configuration was seen to bear it; that it bears more as well is said. */
function atLimit(thresholds: Thresholds | undefined, rtt: number): Pick<Published, 'verdict' | 'why'> {
  if (thresholds === undefined) {
    return { verdict: 'not measured', why: 'these timers were not in the sweep' };
  }
  const { stable, reelectable } = thresholds;
  if (fails(stable, rtt) || fails(reelectable, rtt)) {
    return {
      verdict: 'does not hold',
      why: `${words('stable', stable)}, ${words('re-electable', reelectable)}`,
    };
  }
  const both = bears(stable, rtt) && bears(reelectable, rtt);
  return {
    verdict: both ? 'holds' : 'not measured',
    why: `${words('stable', stable)}, ${words('re-electable', reelectable)}`,
  };
}

const bears = ({ low }: Threshold, rtt: number): boolean => low !== null && low >= rtt;
const fails = ({ high }: Threshold, rtt: number): boolean => high !== null && high <= rtt;

const words = (what: string, { low, high }: Threshold): string =>
  `${what} up to ${low === null ? 'nothing' : `${low} ms`}${high === null ? '' : `, not at ${high} ms`}`;
