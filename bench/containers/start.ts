import type { EngineRun } from '../../harness/runtime/docker/labels';
import type { clusterPrograms } from '../programs';

/** What a cluster on containers is started with, by whoever starts it. */
export interface Start {
  /** Empty; its containers see it. */
  readonly folder: string;
  /** On all that is made, so that it can be removed. */
  readonly run: EngineRun;
  readonly paths: Awaited<ReturnType<typeof clusterPrograms>>;
  readonly signal: AbortSignal;
}
