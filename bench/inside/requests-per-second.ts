/**
 * The rate in what `benchmark put` prints.
 * @throws Error where it prints none, or that some requests failed
 */
export function requestsPerSecond(said: string): number {
  const [, rate] = /^\s*Requests\/sec:\s*(\d+(?:\.\d+)?)$/m.exec(said) ?? [];
  if (rate === undefined || said.includes('Error distribution')) {
    throw new Error(`benchmark put did not put everything: ${said.slice(-500)}`);
  }
  return Number(rate);
}
