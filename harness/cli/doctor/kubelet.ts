import { kubeletNeeds } from '../../kubelet/equipment';
import type { Check } from './check';

/** What it takes that pods really run on a node (docs/kubernetes.md, "With a kubelet"), a line each. */
export const checkKubelet = (): Check[] =>
  kubeletNeeds().map(({ id, ...found }) => ({ id: `kubelet-${id}`, needed: false, ...found }));
