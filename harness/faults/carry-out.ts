import type { RecordOf } from '../journal/record';
import type { Injection } from './fault';
import { injected } from './injected';

export interface CarryOut {
  /** The negative control: nothing is injected, so the proof must fail. */
  readonly inert?: boolean;
  readonly note: (state: RecordOf<'fault'>['state'], proof?: string) => void;
  /** What happens while the fault lasts. */
  readonly meanwhile: () => Promise<void>;
}

/**
 * One fault from its injection to its end, with the proof of its effect, written down as it happens. It is
 * taken back also where what happened meanwhile went wrong.
 * @throws where the cluster does not come back from it
 */
export async function carryOut(
  injection: Injection,
  { inert = false, note, meanwhile }: CarryOut,
): Promise<void> {
  note('inject');
  const refusal = inert ? undefined : await injected(injection);
  const { proven, words } = await injection.prove();
  note(proven ? 'proven' : 'unproven', refusal === undefined ? words : `${words} (${refusal})`);
  try {
    await meanwhile();
  } finally {
    note('heal');
    await injection.heal();
    note('healed');
  }
}
