import type { KubernetesObject } from '../api/object';
import { ANNEX } from './annex';
import { GADGET_VERSION } from './extensions';

/** An object that counts, and what a change says that sets its count. */
interface Counter {
  readonly object: KubernetesObject;
  readonly countIn: (count: number) => object;
}

const metadata = (name: string) => ({ name, namespace: ANNEX });

/**
 * Two objects of which an invariant holds. They are of different kinds: those of one kind and namespace come in one list, which is of one
 * revision. They belong to no other row.
 */
export const PAIR: Readonly<Record<'first' | 'second', Counter>> = {
  first: {
    object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: metadata('first'), data: { count: '0' } },
    countIn: (count) => ({ data: { count: String(count) } }),
  },
  second: {
    object: { apiVersion: GADGET_VERSION, kind: 'Gadget', metadata: metadata('second'), spec: { count: 0 } },
    countIn: (count) => ({ spec: { count } }),
  },
};
