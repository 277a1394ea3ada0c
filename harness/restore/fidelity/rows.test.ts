import { describe, expect, test } from '@jest/globals';
import type { KubernetesObject } from '../api/object';
import { CLUSTER_ROWS, NODE_PORT } from './cluster-rows';
import { expectedIn, WAYS } from './expected';
import { isFlagged } from '../../journal/restore-record';
import { matrixOf, ROWS } from './matrix';
import { NOT_RUN } from './not-run';
import { PART_ROWS } from './part-rows';
import { NOT_MEASURED } from './row';
import { byIdentity, identityOf, type Reference, type Sight } from './sight';

const object = (kind: string, name: string, metadata: object = {}, rest: object = {}): KubernetesObject => ({
  ...{ apiVersion: 'v1', kind, ...rest },
  metadata: { name, namespace: 'shop', uid: `uid of ${name}`, resourceVersion: '7', ...metadata },
});

const MANAGED = [{ manager: 'curl', operation: 'Update', time: '1' }];
const settings = object(
  'ConfigMap',
  'settings',
  {
    ...{ finalizers: ['hold'], generateName: 'set', generation: 2, creationTimestamp: 'then' },
    ...{ managedFields: MANAGED, ownerReferences: [{ uid: 'u' }] },
  },
  { data: { a: '1' }, status: { phase: 'Ready' } },
);
const leaving = object('ConfigMap', 'leaving', { deletionTimestamp: 'soon' });
const edited = object('Secret', 'edited', {}, { data: { a: 'before' } });
const doomed = object('Secret', 'doomed');
const opened = object('Event', 'opened', {}, { reason: 'Opened' });
const port = (name: string, chosen: string, nodePort: number) =>
  object(
    ...(['Service', name] as const),
    { annotations: { [NODE_PORT]: chosen } },
    { spec: { clusterIP: `10.0.0.${nodePort}`, ports: [{ nodePort }] } },
  );
const machine = object(
  'Node',
  'machine',
  {},
  { status: { conditions: [{ type: 'Ready', status: 'True' }] } },
);
const widget = object('Widget', 'w', {}, { apiVersion: 'assay.example/v1', status: { phase: 'Ready' } });

/** Others have tests of their own. */
const THESE = [...PART_ROWS, ...CLUSTER_ROWS].map(({ row }) => row);

const ALL = [
  ...[settings, leaving, edited, doomed, opened, machine, widget],
  ...[port('auto', 'automatic', 1), port('given', 'explicit', 2)],
];
const late = object('ConfigMap', 'late');
const reference: Reference = {
  objects: byIdentity(ALL),
  ours: new Set(ALL.filter((one) => one !== machine && one !== leaving).map(identityOf)),
  ...{ created: [identityOf(late)], deleted: [identityOf(doomed)], changed: [identityOf(edited)] },
  lastRevision: 100,
};

/** What is seen where everything is as it was, but for what `change` makes of each object; undefined: it is gone. */
const sight = (
  change: (one: KubernetesObject) => KubernetesObject | undefined = (one) => one,
  more: Partial<Sight> = {},
): Sight => ({ objects: byIdentity(ALL.flatMap((one) => change(one) ?? [])), revision: 100, ...more });

const measuredIn = (row: number, seen: Sight): string =>
  ROWS.find((one) => one.row === row)?.measure(reference, seen).measured ?? 'no such row';

const without = (field: string) => (one: KubernetesObject) => ({
  ...one,
  metadata: { ...one.metadata, [field]: undefined },
});
const withMetadata = (change: object) => (one: KubernetesObject) => ({
  ...one,
  metadata: { ...one.metadata, ...change },
});
const gone = (name: string) => (one: KubernetesObject) => (one.metadata.name === name ? undefined : one);

describe('where nothing is different', () => {
  test.each(THESE)('row %i says so', (row) => {
    const said = { 15: '∅', 16: 'return', 17: 'reverted', 24: '= stale' }[row] ?? '=';
    expect(measuredIn(row, sight())).toBe(said);
  });
});

describe('where all is gone', () => {
  test.each(THESE)('row %i says so', (row) => {
    const said = { 4: '=', 15: '∅', 16: 'stay away', 17: 'kept' }[row] ?? '∅';
    expect(
      measuredIn(
        row,
        sight(() => undefined),
      ),
    ).toBe(said);
  });
});

describe('a difference', () => {
  test.each([
    [1, 'in data', sight((one) => ({ ...one, ...('data' in one ? { data: { a: '2' } } : {}) })), '≠'],
    [1, 'in labels', sight(withMetadata({ labels: { 'velero.io/backup-name': 'x' } })), '= (+ labels)'],
    [2, 'in uid', sight(withMetadata({ uid: 'new' })), '≠'],
    [3, 'in resourceVersion', sight(withMetadata({ resourceVersion: '8' })), '≠'],
    [4, 'in the revision', sight(undefined, { revision: 99 }), '!'],
    [7, 'in generation', sight(withMetadata({ generation: 1 })), '≠'],
    [8, 'in creationTimestamp', sight(withMetadata({ creationTimestamp: 'now' })), '≠'],
    [9, 'in status', sight((one) => ({ ...one, status: {} })), '∅'],
    [10, 'in when, not whose', sight(withMetadata({ managedFields: [{ ...MANAGED[0], time: '2' }] })), '≈'],
    [10, 'in whose', sight(withMetadata({ managedFields: [{ ...MANAGED[0], manager: 'velero' }] })), '≠'],
    [10, 'in everything', sight(without('managedFields')), '∅'],
    [11, 'in the owner', sight(withMetadata({ ownerReferences: [{ uid: 'v' }] })), '≠'],
    [11, 'without an owner', sight(without('ownerReferences')), '∅'],
    [12, 'in finalizers', sight(without('finalizers')), '∅'],
    [13, 'in going away', sight(without('deletionTimestamp')), '∅'],
    [14, 'in generateName', sight(without('generateName')), '∅'],
    [16, 'in what was deleted', sight(gone('doomed')), 'stay away'],
    [18, 'in clusterIP', sight((one) => ({ ...one, spec: { clusterIP: '10.0.0.9' } })), '≠'],
    [23, 'in Events', sight(gone('opened')), '∅'],
    [24, 'in Nodes', sight((one) => (one.kind === 'Node' ? { ...one, status: {} } : one)), '≠'],
    [28, 'in a custom status', sight((one) => ({ ...one, status: undefined })), '∅'],
  ])('row %i %s', (row, _, seen, said) => {
    expect(measuredIn(row, seen)).toBe(said);
  });
});

describe('after the backup', () => {
  const kept = (one: KubernetesObject) =>
    one.metadata.name === 'edited' ? { ...one, data: { a: 'after' } } : one;
  const withLate = { ...sight(kept), objects: byIdentity([...sight(kept).objects.values(), late]) };

  test('what was created survives where nothing is deleted', () => {
    expect(measuredIn(15, withLate)).toBe('survive');
  });

  test('what was changed is kept, and patched where that is asked for', () => {
    expect(measuredIn(17, withLate)).toBe('kept');
    expect(measuredIn(17, { ...withLate, mended: sight().objects })).toBe('kept / patched');
    expect(measuredIn(17, { ...withLate, mended: withLate.objects })).toBe('kept');
  });
});

test('node ports are told apart by who chose them', () => {
  const drawnAnew = sight((one) => (one.metadata.name === 'auto' ? port('auto', 'automatic', 9) : one));
  expect(measuredIn(19, drawnAnew)).toBe('≠ / =');
  expect(measuredIn(19, { ...drawnAnew, preserved: sight().objects })).toBe('≠ / = / =');
});

test('where there is nothing to look at, nothing is said to be the same', () => {
  const nothing = { ...reference, objects: new Map(), ours: new Set<string>() };
  for (const row of [1, 2, 9, 13, 18, 19, 28]) {
    const measured = ROWS.find((one) => one.row === row)?.measure(nothing, sight()).measured;
    expect(measured).toBe(NOT_MEASURED);
  }
});

describe('the matrix', () => {
  test('has a cell for each way that was measured, and flags what is not as expected', () => {
    const rows = ROWS.filter(({ row }) => row === 2);
    const [row] = matrixOf(
      rows,
      reference,
      new Map([
        ['S', sight()],
        ['Vf', sight()],
      ]),
    );
    expect(Object.keys(row?.cells ?? {})).toEqual(['S', 'Vf']);
    expect(row?.cells.S).toMatchObject({ measured: '=', expected: '=' });
    expect(row?.cells.S && isFlagged(row.cells.S)).toBe(false);
    expect(row?.cells.Vf && isFlagged(row.cells.Vf)).toBe(true);
  });

  test('has forty rows, each of which is measured once or said not to be', () => {
    const rows = [...ROWS.map(({ row }) => row), ...Object.keys(NOT_RUN).map(Number)];
    expect(rows.sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
  });

  test('expects something of every row that is measured', () => {
    for (const { row } of ROWS) {
      expect(WAYS.some((way) => expectedIn(row, way) !== null)).toBe(true);
    }
  });
});
