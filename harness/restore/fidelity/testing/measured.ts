import type { KubernetesObject } from '../../api/object';
import type { Row } from '../row';
import { byIdentity, type Measured, type Reference, type Sight } from '../sight';
import type { Trials } from '../trials';

export const object = (
  apiVersion: string,
  kind: string,
  name: string,
  rest: object = {},
  metadata: object = {},
): KubernetesObject => ({
  ...{ apiVersion, kind, ...rest },
  metadata: { name, namespace: 'shop', uid: `uid of ${name}`, resourceVersion: '7', ...metadata },
});

/** What one of some rows says where a state was this before, and is that now. */
export function measuredIn(
  rows: readonly Row[],
  row: number,
  before: readonly KubernetesObject[],
  after: readonly KubernetesObject[],
  more: Partial<Sight> & Partial<Pick<Reference, 'changed'>> = {},
): Measured {
  const { changed = [], ...sight } = more;
  const reference: Reference = {
    ...{ objects: byIdentity(before), ours: new Set<string>(), created: [], deleted: [], changed },
    lastRevision: 100,
  };
  const found = rows.find((one) => one.row === row);
  if (found === undefined) {
    throw new Error(`no row ${row}`);
  }
  return found.measure(reference, { objects: byIdentity(after), revision: 100, ...sight });
}

/** The same of a row about something that was tried. */
export const measuredBy = (rows: readonly Row[], row: number, trials: Trials): Measured =>
  measuredIn(rows, row, [], [], { trials });
