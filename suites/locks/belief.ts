import type { RecordOf } from '../../harness/journal/record';

type LockRecord = RecordOf<'lock'>;

/** Pairs of holders that believed to hold one lock at once, in words; by their own records on the one clock. */
export function overlappingBeliefs(notes: readonly LockRecord[]): string[] {
  const beliefs = notes
    .filter(({ state }) => state === 'holds')
    .map((holds) => {
      const released = notes.find(({ state, key }) => state === 'released' && key === holds.key);
      return { holder: holds.holder, from: holds.t, to: released?.t ?? Infinity };
    })
    .sort((one, other) => one.from - other.from);
  return beliefs.flatMap((belief, index) =>
    beliefs
      .slice(index + 1)
      .filter(({ from }) => from < belief.to)
      .map(
        ({ holder, from }) =>
          `${holder} held at ${from} µs what ${belief.holder} held since ${belief.from} µs`,
      ),
  );
}
