import { describe, expect, test } from '@jest/globals';
import { LEASE_ROWS } from './lease-rows';
import { NOT_MEASURED } from './row';
import { measuredBy, measuredIn, object } from './testing/measured';

const lease = (holderIdentity: string) =>
  object('coordination.k8s.io/v1', 'Lease', 'shift', { spec: { holderIdentity } });
const changed = ['coordination.k8s.io Lease shop/shift'];

describe('who leads', () => {
  test.each([
    ['the one who left', [lease('a')], 'ghost'],
    ['its successor', [lease('b')], 'its successor'],
    ['nobody', [], '∅'],
  ])('is %s', (_, after, said) => {
    expect(measuredIn(LEASE_ROWS, 21, [lease('a')], after, { changed }).measured).toBe(said);
  });

  test.each([
    ['m_1', 'm_1', 'the controller-manager that led still does'],
    ['m_1', 'm_2', 'a controller-manager led 16.5 s after its control plane was started'],
  ])('among controller-managers is told beside it', (lost, now, said) => {
    const trials = { takeover: { lost, now, seconds: 16.46 } };
    const { evidence } = measuredIn(LEASE_ROWS, 21, [lease('a')], [lease('a')], { changed, trials });
    expect(evidence).toBe(`at the backup a, who left; afterwards a; ${said}`);
  });

  test('is not measured by a lease that was never handed over', () => {
    expect(measuredIn(LEASE_ROWS, 21, [lease('a')], [lease('a')]).measured).toBe(NOT_MEASURED);
  });
});

describe("a lease of etcd's own", () => {
  test.each([
    ['starts again', { after: 3_595, running: 5 }, 'TTL starts again'],
    ['starts again in an etcd that has run for long', { after: 3_570, running: 30 }, 'TTL starts again'],
    ['goes on', { after: 3_560, running: 0 }, '='],
    ['goes on from what it had left', { after: 3_560, running: 20 }, '='],
    ['is unknown', { running: 5 }, '∅'],
  ])('%s', (_, found, said) => {
    const etcdLease = { granted: 3_600, before: 3_580, ...found };
    expect(measuredBy(LEASE_ROWS, 22, { etcdLease }).measured).toBe(said);
  });
});
