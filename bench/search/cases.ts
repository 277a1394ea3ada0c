import { generate, MODELS, type Case } from './generate';

const UNKNOWN = [0, 5, 10, 25] as const;
const SIZES = [
  { operations: 100, keys: 1, clients: 5 },
  { operations: 1000, keys: 10, clients: 8 },
  { operations: 5000, keys: 100, clients: 8 },
] as const;

/** True histories of each model, size and share of unknown operations. */
export function cases(): Case[] {
  return MODELS.flatMap((model, m) =>
    SIZES.flatMap((size, s) =>
      UNKNOWN.map((unknown, u) => ({
        name: `${model}, ${size.operations} operations, ${unknown} % unknown`,
        model,
        operations: generate({ model, unknown, ...size }, 1 + 100 * m + 10 * s + u),
      })),
    ),
  );
}
