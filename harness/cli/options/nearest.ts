import leven from 'leven';

/** The known word that was probably meant; undefined where none is near enough to be worth naming. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((candidate) => ({ candidate, distance: leven(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((one, other) => one.distance - other.distance);
  return best !== undefined && best.distance <= Math.max(2, best.candidate.length / 2)
    ? best.candidate
    : undefined;
}

/** `; did you mean "x"?` where something is near, else `; there are: …`. */
export function suggestion(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === undefined ? `; there are: ${known.join(', ')}` : `; did you mean "${near}"?`;
}
