import type { Evaluation, Evidence } from './evaluation';
import { broughtBack } from './restore/brought-back';
import { bucketLayout } from './restore/bucket-layout';
import { failuresCured } from './restore/failures-cured';
import { fidelityMeasured } from './restore/fidelity-measured';
import { valuesStored } from './restore/values-stored';
import { volumesLeftOut } from './restore/volumes-left-out';
import type { History } from './history';

const from = (look: (history: History) => Evaluation) => ({
  evaluate: ({ history }: Evidence): Evaluation => look(history),
});

/** REST-1 to 3, 5 to 7. */
export const restoreEvaluations = {
  'snapshot-brings-back': from(broughtBack),
  'volumes-left-out': from(volumesLeftOut),
  'values-as-stored': from(valuesStored),
  'bucket-layout': from(bucketLayout),
  'failures-cured': from(failuresCured),
  'fidelity-measured': from(fidelityMeasured),
};
