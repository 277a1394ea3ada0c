import { SITES, siteFolder } from '../restore/run/site-folder';
import type { Plan } from './plan';

/** Folders of the clusters that a run raises, each with its nodes' folders in it. */
export const clustersOf = ({ out, restore }: Pick<Plan, 'out' | 'restore'>): { readonly out: string }[] =>
  restore === true ? SITES.map((site) => ({ out: siteFolder({ out }, site) })) : [{ out }];
