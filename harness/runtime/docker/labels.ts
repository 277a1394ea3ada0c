/** On everything that we make in an engine: whose it is, so that it can be found and removed, and nothing else is. */
const OURS = 'etcd-assay';
const RUN = 'etcd-assay.run';

/** Of images, which outlive runs. */
export const imageLabels = (): Record<string, string> => ({ [OURS]: 'image' });

/** @param run the run's own name */
export const labelsOf = (run: string): Record<string, string> => ({ [OURS]: 'run', [RUN]: run });

/** What finds all of a run, as the engine wants it. */
export const filterOf = (run: string): { label: string[] } => ({ label: [`${RUN}=${run}`] });
