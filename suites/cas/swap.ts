import type { BranchRequest, Compare, KeyValue } from '../../harness/journal/request';
import type { Outcome, RecordingClient } from '../../harness/workload/recording-client';
import { answerTo } from '../answers';
import { Violated } from '../violated';

/** What came of a guarded put. */
export type Swapped =
  | { readonly is: 'won'; readonly mod: number }
  /** The guard did not hold; `found` is the key in that very state. */
  | { readonly is: 'conflict'; readonly found: KeyValue | undefined }
  /** Neither won nor lost. */
  | { readonly is: 'unknown' };

/** A put under one guard, which reads the key instead where the guard does not hold. */
export async function swap(
  client: RecordingClient,
  guard: Compare,
  put: Extract<BranchRequest, { put: unknown }>['put'],
): Promise<Swapped> {
  const request = { if: [guard], then: [{ put }], else: [{ range: { key: put.key } }] };
  return swapped(await client.perform({ txn: request }));
}

function swapped(outcome: Outcome): Swapped {
  if (outcome.is === 'unknown') {
    return { is: 'unknown' };
  }
  const { succeeded, revision, responses } = answerTo('txn', outcome);
  if (succeeded) {
    return { is: 'won', mod: revision };
  }
  const [first] = responses;
  if (first === undefined || !('range' in first)) {
    throw new Violated('a refused transaction without the answer of its else branch');
  }
  return { is: 'conflict', found: first.range.kvs[0] };
}
