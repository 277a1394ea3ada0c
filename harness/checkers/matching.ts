/**
 * A largest bipartite matching by augmenting paths (Kuhn 1955; Hopcroft and Karp give the better bound, which
 * nearly equal pairs never need). Earlier choices of a side are preferred.
 * @param choices for each left node, the right nodes that it may have, best first
 * @returns for each left node its right node, or undefined where none is left
 */
export function match<Right>(choices: readonly (readonly Right[])[]): (Right | undefined)[] {
  const owner = new Map<Right, number>();
  const chosen: (Right | undefined)[] = choices.map(() => undefined);
  for (let left = 0; left < choices.length; left += 1) {
    augment(left, choices, owner, chosen);
  }
  return chosen;
}

function augment<Right>(
  start: number,
  choices: readonly (readonly Right[])[],
  owner: Map<Right, number>,
  chosen: (Right | undefined)[],
): void {
  const reachedFrom = new Map<Right, number>();
  const queue = [start];
  for (let left = queue.shift(); left !== undefined; left = queue.shift()) {
    for (const right of choices[left] ?? []) {
      if (!reachedFrom.has(right)) {
        reachedFrom.set(right, left);
        const other = owner.get(right);
        if (other === undefined) {
          reassign(right, start, reachedFrom, owner, chosen);
          return;
        }
        queue.push(other);
      }
    }
  }
}

/** Walks the path back to its start, giving each left node the right node that was reached from it. */
function reassign<Right>(
  free: Right,
  start: number,
  reachedFrom: ReadonlyMap<Right, number>,
  owner: Map<Right, number>,
  chosen: (Right | undefined)[],
): void {
  let right: Right | undefined = free;
  while (right !== undefined) {
    const left: number = reachedFrom.get(right) ?? start;
    const before: Right | undefined = chosen[left];
    chosen[left] = right;
    owner.set(right, left);
    right = left === start ? undefined : before;
  }
}
