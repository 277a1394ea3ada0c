import { budgeted } from '../topology/budgeted';
import { topologyNamed } from '../topology/catalogue';
import type { Topology } from '../topology/topology';
import type { Plan } from './plan';

/** The machines that a plan is for, with what each of them may use. */
export function topologyOf({ subject, nodes }: Pick<Plan, 'subject' | 'nodes'>): Topology {
  const topology = topologyNamed(subject.topology);
  return nodes === undefined ? topology : budgeted(topology, nodes);
}
