/**
 * Which zone each member is in, from how many are in each: "2+1" is two in the first zone and one in the second.
 * @returns undefined where the text is no placement, or names more zones than there are
 */
export function zonesOfMembers(placement: string, zones: readonly string[]): string[] | undefined {
  if (!/^\d(\+\d)*$/.test(placement)) {
    return undefined;
  }
  const counts = placement.split('+').map(Number);
  return counts.length > zones.length || counts.includes(0)
    ? undefined
    : counts.flatMap((count, index) => Array<string>(count).fill(zones[index] as string));
}
