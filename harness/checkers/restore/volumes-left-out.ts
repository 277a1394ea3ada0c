import { amount } from '../../result/amount';
import { counted, inconclusive, type Evaluation } from '../evaluation';
import { findingsOf } from '../finding';
import type { History } from '../history';

const finding = findingsOf('volumes-left-out', 'REST-2');

/** Whether what is in a volume is nowhere in a snapshot that has the volume itself. */
export function volumesLeftOut({ told }: History): Evaluation {
  const [snapshot] = told.snapshot;
  if (snapshot === undefined) {
    return inconclusive('no snapshot was looked into');
  }
  const { sought, bytes } = snapshot;
  const inVolumes = sought.filter(({ of }) => of === 'volume');
  const inObjects = sought.filter(({ of }) => of === 'object');
  const unseen = inObjects.find(({ times }) => times === 0);
  const seen = inObjects.map(({ what, times }) => `${what} ${amount(times, 'time')}`).join(', ');
  return counted({
    findings: inVolumes
      .filter(({ times }) => times > 0)
      .map(({ what, times }) => finding(`${what} is in the snapshot, ${amount(times, 'time')}`)),
    of: `${amount(bytes, 'byte')}, in which there are ${seen}`,
    missing:
      inVolumes.length === 0 || inObjects.length === 0
        ? 'nothing was looked for'
        : unseen && `${unseen.what} was not found either, so that the look says nothing`,
  });
}
