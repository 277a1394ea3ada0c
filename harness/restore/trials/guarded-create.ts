import type { ClusterApi } from '../api/cluster-api';
import { toldBy } from '../api/refused';
import type { GuardedCreate } from '../fidelity/trials';
import { NAMESPACE } from '../state/kept-objects';
import { NEW_GUARDED } from '../state/extensions';

/** How an API server says that whom it has to ask does not answer. */
const NOT_ASKED = 'failed calling webhook';

/** @param complaints what the restore complained of */
export async function guardedCreate(api: ClusterApi, complaints: readonly string[]): Promise<GuardedCreate> {
  const path = `/api/v1/namespaces/${NAMESPACE}/configmaps?dryRun=All`;
  const tried = toldBy(await api.ask({ method: 'POST', path, body: NEW_GUARDED }));
  return { tried, complaints: complaints.filter((line) => line.includes(NOT_ASKED)) };
}
