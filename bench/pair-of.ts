const SIDES = ['ours', 'bare'] as const;
export type Side = (typeof SIDES)[number];

/** One start of each side; who goes first changes from round to round. */
export async function pairOf<T>(round: number, start: (side: Side) => Promise<T>): Promise<Record<Side, T>> {
  const [first, second] = round % 2 === 0 ? SIDES : ([SIDES[1], SIDES[0]] as const);
  const pair = { [first]: await start(first), [second]: await start(second) };
  return pair as Record<Side, T>;
}
