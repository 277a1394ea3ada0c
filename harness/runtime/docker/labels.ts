import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { ownerNow, placeNow } from './owner';

/** On everything that we make in an engine: whose it is, so that it can be found and removed, and nothing else is. */
const OURS = 'etcd-assay';
const RUN = 'etcd-assay.run';
const OWNER = 'etcd-assay.owner';
const HOST = 'etcd-assay.host';

/** A run as an engine knows it. */
export const EngineRun = z.object({ name: z.string(), owner: z.string(), host: z.string() });
export type EngineRun = z.infer<typeof EngineRun>;

/** One of this process. */
export const newEngineRun = (): EngineRun => ({
  name: `etcd-assay-${randomBytes(5).toString('hex')}`,
  owner: ownerNow(),
  host: placeNow(),
});

/** Of images, which outlive runs. */
export const imageLabels = (): Record<string, string> => ({ [OURS]: 'image' });

export const labelsOf = ({ name, owner, host }: EngineRun): Record<string, string> => ({
  [OURS]: 'run',
  [RUN]: name,
  [OWNER]: owner,
  [HOST]: host,
});

/** The run that something with these labels belongs to; undefined where it is no run's. */
export function runIn(labels: Readonly<Record<string, string>>): EngineRun | undefined {
  const { [RUN]: name, [OWNER]: owner, [HOST]: host } = labels;
  return name === undefined || owner === undefined || host === undefined ? undefined : { name, owner, host };
}

type Filter = { label: string[] };
/** What finds everything of a run, of all runs, and all images, as the engine wants it. */
export const ofRun = (name: string): Filter => ({ label: [`${RUN}=${name}`] });
export const ofRuns = (): Filter => ({ label: [`${OURS}=run`] });
export const ofImages = (): Filter => ({ label: [`${OURS}=image`] });
