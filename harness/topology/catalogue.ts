import { Refusal } from '../errors/refusal';
import { colocated } from './colocated';
import { dedicated, dedicatedWithMasters } from './dedicated';
import type { Topology } from './topology';

/** The topologies that can be named on the command line. */
export const TOPOLOGIES: readonly Topology[] = [
  dedicated(1),
  dedicated(3),
  dedicated(5),
  colocated(1, 'local'),
  colocated(3, 'local'),
  colocated(3, 'all'),
  dedicatedWithMasters(1, 1),
  dedicatedWithMasters(3, 3),
];

/** @throws Refusal (usage) naming those that exist */
export function topologyNamed(name: string): Topology {
  const found = TOPOLOGIES.find((topology) => topology.name === name);
  if (found === undefined) {
    const known = TOPOLOGIES.map((topology) => topology.name).join(', ');
    throw Refusal.usage(`no topology "${name}"; there are: ${known}`);
  }
  return found;
}
