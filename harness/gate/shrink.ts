import { grouped, type PlannedFault } from '../faults/schedule';

/** No fault is held for less: what it does needs some time to happen. */
const LEAST_HOLD = 500;

type Group = readonly PlannedFault[];

/** How a schedule was tried: whether the run still showed what it is shrunk for. */
export type Fails = (schedule: readonly PlannedFault[]) => Promise<boolean>;

/**
 * Delta debugging: leaves out as many faults as it can, then halves how long those that are left are held, as
 * long as the run goes on failing. A fault that comes during another one stays with it.
 *
 * A run is no function: one that passed by chance only makes the answer larger than it could be.
 * @param attempts runs at the most
 * @returns the smallest schedule that was seen to fail; undefined where none smaller was
 */
export async function shrink(
  schedule: readonly PlannedFault[],
  fails: Fails,
  attempts: number,
): Promise<readonly PlannedFault[] | undefined> {
  let left = attempts;
  let found: readonly Group[] | undefined;
  const tried = async (groups: readonly Group[]): Promise<boolean> => {
    if (left === 0) {
      return false;
    }
    left -= 1;
    const failed = await fails(groups.flat());
    found = failed ? groups : found;
    return failed;
  };
  const fewest = await fewer(grouped(schedule), tried);
  await shorter(fewest, tried);
  return found?.flat();
}

async function fewer(all: readonly Group[], fails: (groups: readonly Group[]) => Promise<boolean>) {
  if (all.length > 0 && (await fails([]))) {
    return [];
  }
  let best = all;
  let pieces = 2;
  while (best.length > 1) {
    const size = Math.ceil(best.length / pieces);
    const parts = partsOf(best, size);
    const complements =
      pieces === 2 ? [] : parts.map((part) => best.filter((group) => !part.includes(group)));
    const smaller = await first([...parts, ...complements], fails);
    if (smaller !== undefined) {
      pieces = parts.includes(smaller) ? 2 : Math.max(pieces - 1, 2);
      best = smaller;
    } else if (size === 1) {
      break;
    } else {
      pieces = Math.min(best.length, pieces * 2);
    }
  }
  return best;
}

async function shorter(
  groups: readonly Group[],
  fails: (groups: readonly Group[]) => Promise<boolean>,
): Promise<void> {
  const halved = groups.map((group) =>
    group.map((planned) => ({ ...planned, holdMs: half(planned.holdMs) })),
  );
  const same = halved.flat().every(({ holdMs }, index) => holdMs === groups.flat()[index]?.holdMs);
  if (!same && (await fails(halved))) {
    await shorter(halved, fails);
  }
}

const half = (ms: number): number => Math.min(ms, Math.max(LEAST_HOLD, Math.round(ms / 200) * 100));

function partsOf<T>(items: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let from = 0; from < items.length; from += size) {
    parts.push(items.slice(from, from + size));
  }
  return parts;
}

async function first<T>(
  candidates: readonly T[],
  holds: (candidate: T) => Promise<boolean>,
): Promise<T | undefined> {
  for (const candidate of candidates) {
    if (await holds(candidate)) {
      return candidate;
    }
  }
  return undefined;
}
