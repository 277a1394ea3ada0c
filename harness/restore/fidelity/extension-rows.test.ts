import { describe, expect, test } from '@jest/globals';
import { EXTENSION_ROWS } from './extension-rows';
import { NOT_MEASURED } from './row';
import { measuredBy, measuredIn, object } from './testing/measured';

const definition = (storedVersions: readonly string[]) =>
  object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'gadgets', {
    spec: {
      ...{ group: 'g', names: { kind: 'Gadget' } },
      versions: [
        { name: 'v1beta1', storage: false },
        { name: 'v1', storage: true },
      ],
    },
    status: { storedVersions },
  });
const gadget = object('g/v1', 'Gadget', 'a');
const BEFORE = [definition(['v1beta1', 'v1']), gadget];

describe('kinds in several versions', () => {
  test.each([
    ['as they were', BEFORE, '='],
    ['in the preferred one alone', [definition(['v1']), gadget], '= / preferred only'],
    ['in the other one alone', [definition(['v1beta1']), gadget], '= / ≠'],
    ['without their objects', [definition(['v1beta1', 'v1'])], '∅ / ='],
    ['not there', [], '∅'],
  ])('%s', (_, after, said) => {
    expect(measuredIn(EXTENSION_ROWS, 27, BEFORE, after).measured).toBe(said);
  });

  test('tell what etcd keeps', () => {
    const storedVersions = { before: { a: 'g/v1beta1' }, after: {} };
    expect(measuredIn(EXTENSION_ROWS, 27, BEFORE, BEFORE, { trials: { storedVersions } }).evidence).toMatch(
      /a in etcd as g\/v1beta1, afterwards none$/,
    );
  });

  test('of which there is none are not measured', () => {
    expect(measuredIn(EXTENSION_ROWS, 27, [gadget], [gadget]).measured).toBe(NOT_MEASURED);
  });
});

test('an APIService is looked at without its status', () => {
  const service = (port: number, status: object) =>
    object('apiregistration.k8s.io/v1', 'APIService', 's', { spec: { port }, status });
  const before = [service(1, { conditions: [] })];
  const measured = (after: ReturnType<typeof service>[]) =>
    measuredIn(EXTENSION_ROWS, 29, before, after).measured;
  expect(measured([service(1, {})])).toBe('=');
  expect(measured([service(2, {})])).toBe('≠');
  expect(measured([])).toBe('∅');
});

describe('a webhook without a backend', () => {
  test.each([
    ['keeps objects out', { code: 500, words: 'failed calling webhook "g": no route' }, '!'],
    ['is not asked', { code: 201 }, 'not asked'],
    ['is not why it was refused', { code: 404, words: 'no such namespace' }, 'HTTP 404'],
  ])('%s', (_, tried, said) => {
    expect(measuredBy(EXTENSION_ROWS, 30, { guardedCreate: { tried, complaints: [] } }).measured).toBe(said);
  });

  test('is what a restore complained of', () => {
    const guardedCreate = { tried: { code: 500 }, complaints: ['shop: no w'] };
    expect(measuredBy(EXTENSION_ROWS, 30, { guardedCreate }).evidence).toMatch(/1 objects .*: shop: no w$/);
  });
});
