import type { KubernetesObject } from '../api/object';
import { differencesOf } from './difference';
import { NOT_MEASURED, type Row } from './row';
import type { Objects, Reference, Sight } from './sight';

/** A list without anything in it may be null. */
interface Addresses {
  readonly subsets?: readonly { readonly addresses?: readonly { readonly ip: string }[] | null }[] | null;
  readonly endpoints?:
    | readonly {
        readonly addresses: readonly string[];
        readonly conditions?: { readonly ready?: boolean };
      }[]
    | null;
}

/** Where a client is sent, of either kind. */
function readyAddresses(object: KubernetesObject | undefined): string[] {
  const { subsets, endpoints } = (object ?? {}) as Addresses;
  return [
    ...(subsets ?? []).flatMap(({ addresses }) => (addresses ?? []).map(({ ip }) => ip)),
    ...(endpoints ?? []).flatMap(({ addresses, conditions }) =>
      conditions?.ready === false ? [] : addresses,
    ),
  ];
}

const labelsOf = ({ metadata }: KubernetesObject): Readonly<Record<string, string>> =>
  (metadata['labels'] as Record<string, string> | undefined) ?? {};

/** The Service that it is of. */
function serviceOf(object: KubernetesObject): string {
  const { kind, metadata } = object;
  const name = kind === 'EndpointSlice' ? labelsOf(object)['kubernetes.io/service-name'] : metadata.name;
  return `Service ${String(metadata.namespace)}/${String(name)}`;
}

/**
 * What a controller copies from Endpoints that were written by hand. It may come before Velero's copy or after it, and which of the two
 * stays, under which name, differs from run to run: that is looked at where it is copied from.
 */
const isMirrored = (object: KubernetesObject): boolean =>
  labelsOf(object)['endpointslice.kubernetes.io/managed-by'] === 'endpointslicemirroring-controller.k8s.io';

const isLeading = (object: KubernetesObject): boolean =>
  ['Endpoints', 'EndpointSlice'].includes(object.kind) &&
  !isMirrored(object) &&
  readyAddresses(object).length > 0;

/** Whether a controller makes it what it is; otherwise it was written down by hand. */
const isManaged = (object: KubernetesObject, objects: Objects): boolean =>
  (objects.get(serviceOf(object))?.['spec'] as { selector?: object } | undefined)?.selector !== undefined;

/** What clients are sent to. No pod is there after the loss, whatever its object says. */
export const ENDPOINT_ROWS: readonly Row[] = [
  {
    row: 20,
    title: 'Endpoints, EndpointSlices',
    measure: (reference, sight) => {
      const leading = [...reference.objects].filter(([, object]) => isLeading(object));
      const [managed, byHand] = [true, false].map((wanted) =>
        groupOf(
          leading
            .filter(([, object]) => isManaged(object, reference.objects) === wanted)
            .map(([name]) => name),
          reference,
          sight,
        ),
      ) as [Group, Group];
      return {
        measured: ['=', NOT_MEASURED].includes(byHand.symbol)
          ? managed.symbol
          : `${managed.symbol} / by hand ${byHand.symbol}`,
        evidence: `controllers' ${managed.words}; by hand ${byHand.words}`,
      };
    },
  },
];

interface Group {
  readonly symbol: string;
  readonly words: string;
}

function groupOf(names: readonly string[], { objects: before }: Reference, sight: Sight): Group {
  const { objects, restored } = sight;
  const pods = new Set([...before.values()].flatMap(podAddresses));
  const same = names.filter(
    (name) => readyAddresses(before.get(name)).join() === readyAddresses(objects.get(name)).join(),
  );
  const identical = names.filter((name) => differencesOf(before.get(name), objects.get(name)).length === 0);
  const leading = names.filter((name) => readyAddresses(objects.get(name)).length > 0);
  const stale = leading.filter((name) => readyAddresses(objects.get(name)).some((one) => pods.has(one)));
  const made = names.filter((name) => restored?.has(name));
  const words =
    `${names.length}: ${same.length} lead where they did, ${identical.length} identical, ${stale.length} lead to pods that are gone` +
    (restored === undefined ? '' : `, ${made.length} made by Velero`);
  const symbol =
    names.length === 0
      ? NOT_MEASURED
      : leading.length === 0
        ? made.length > 0
          ? 'restored, then collected'
          : '∅'
        : `${same.length === names.length ? '=' : '≠'}${stale.length > 0 ? ' stale' : ''}`;
  return { symbol, words };
}

function podAddresses({ kind, status }: KubernetesObject): string[] {
  const { podIP } = (status as { podIP?: string } | undefined) ?? {};
  return kind === 'Pod' && podIP !== undefined ? [podIP] : [];
}
