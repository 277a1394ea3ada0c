import { join } from 'node:path';
import type { RestorePlan } from './plan';

/** Every cluster that a run raises has a folder of its own, in which its nodes' folders are. */
export const SITES = ['original', 'snapshot', 'bumped', 'fresh', 'failing'] as const;
export type SiteName = (typeof SITES)[number];

export const siteFolder = ({ out }: Pick<RestorePlan, 'out'>, name: SiteName): string => join(out, name);
