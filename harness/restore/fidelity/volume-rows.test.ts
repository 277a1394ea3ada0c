import { describe, expect, test } from '@jest/globals';
import { NOT_MEASURED } from './row';
import { measuredIn, object } from './testing/measured';
import { VOLUME_ROWS } from './volume-rows';

const volume = (policy: string, uid: string, phase = 'Bound') =>
  object(
    'v1',
    'PersistentVolume',
    policy,
    {
      spec: { persistentVolumeReclaimPolicy: policy, claimRef: { namespace: 'shop', name: policy, uid } },
      status: { phase },
    },
    { namespace: undefined },
  );
const claim = (policy: string, uid: string, phase = 'Bound') =>
  object('v1', 'PersistentVolumeClaim', policy, { status: { phase } }, { uid });

const bound = (policy: string, uid = '1') => [volume(policy, uid), claim(policy, uid)];
const BEFORE = [...bound('Retain'), ...bound('Delete')];

describe('a binding', () => {
  test.each([
    ['as it was', BEFORE, '='],
    [
      'made anew, the other volume lost',
      [...bound('Retain', '2'), claim('Delete', '2', 'Pending')],
      'rebound / ∅',
    ],
    ['to another claim', [volume('Retain', '1'), claim('Retain', '2'), ...bound('Delete')], 'unbound / ='],
    [
      'of a claim that waits',
      [volume('Retain', '2'), claim('Retain', '2', 'Pending'), ...bound('Delete')],
      'unbound / =',
    ],
    ['released', [volume('Retain', '1', 'Released'), ...bound('Delete')], 'unbound / ='],
    ['lost', [], '∅'],
  ])('%s', (_, after, said) => {
    expect(measuredIn(VOLUME_ROWS, 31, BEFORE, after).measured).toBe(said);
  });

  test('that never was is not measured', () => {
    expect(measuredIn(VOLUME_ROWS, 31, [], []).measured).toBe(NOT_MEASURED);
  });
});

describe('drivers and attachments', () => {
  const driver = object('storage.k8s.io/v1', 'CSINode', 'm', { spec: { drivers: [{ name: 'd' }] } });
  const attachment = object('storage.k8s.io/v1', 'VolumeAttachment', 'v', { spec: { attacher: 'd' } });

  test.each([
    ['there', [driver, attachment], '='],
    ['gone', [], '∅'],
    ['another', [driver, { ...attachment, spec: { attacher: 'e' } }], '≠'],
  ])('%s', (_, after, said) => {
    expect(measuredIn(VOLUME_ROWS, 25, [driver, attachment], after).measured).toBe(said);
  });
});
