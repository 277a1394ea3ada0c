import { describe, expect, test } from '@jest/globals';
import { POD_ROWS } from './pod-rows';
import { NOT_MEASURED } from './row';
import { measuredIn, object } from './testing/measured';

const pod = (name: string, phase: string, metadata: object = {}, spec: object = { nodeName: 'm' }) =>
  object('v1', 'Pod', name, { spec, status: { phase } }, metadata);
const job = (status: object) => object('batch/v1', 'Job', 'j', { status });
const MIRROR = { annotations: { 'kubernetes.io/config.mirror': 'x' } };
const FINISHED = [pod('done', 'Succeeded'), pod('broken', 'Failed'), job({ completionTime: 'then' })];

describe('what is finished', () => {
  test.each([
    ['stays so', FINISHED, '='],
    ['is gone', [], '∅'],
    ['runs again', [pod('done', 'Pending'), pod('broken', 'Failed'), job({ active: 1 })], '∅'],
    ['ended otherwise', [pod('done', 'Failed'), ...FINISHED.slice(1)], '≠'],
  ])('%s', (_, after, said) => {
    expect(measuredIn(POD_ROWS, 34, FINISHED, after).measured).toBe(said);
  });

  test('is not what runs', () => {
    const running = [pod('a', 'Running'), job({ active: 1 })];
    expect(measuredIn(POD_ROWS, 34, running, running).measured).toBe(NOT_MEASURED);
  });
});

describe('a mirror pod', () => {
  const before = [pod('static', 'Running', MIRROR), pod('other', 'Running')];
  test.each([
    ['is there and said to run', before, 'stale'],
    ['is there and waits', [pod('static', 'Pending', MIRROR)], 'there, not running'],
    ['is gone, though others are there', [pod('other', 'Running')], '∅'],
  ])('%s', (_, after, said) => {
    expect(measuredIn(POD_ROWS, 35, before, after).measured).toBe(said);
  });

  test('is none without the annotation', () => {
    expect(measuredIn(POD_ROWS, 35, [pod('a', 'Running')], []).measured).toBe(NOT_MEASURED);
  });
});

test.each([
  ['where it was', { nodeName: 'm' }, '='],
  ['nowhere', {}, '∅'],
  ['elsewhere', { nodeName: 'n' }, '≠'],
])('a pod %s', (_, spec, said) => {
  const after = [pod('a', 'Running', {}, spec)];
  expect(measuredIn(POD_ROWS, 36, [pod('a', 'Running')], after).measured).toBe(said);
});
