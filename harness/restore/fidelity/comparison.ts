import { z } from 'zod';
import { differencesOf } from './difference';
import type { Objects } from './sight';

/** Characters of a value that are kept. */
const LONGEST = 160;

const Difference = z.strictObject({
  field: z.string(),
  became: z.enum(['changed', 'lost', 'added']),
  before: z.string().optional(),
  after: z.string().optional(),
});

/** What became of every object, field by field. */
export const Comparison = z.strictObject({
  identical: z.int(),
  changed: z.array(z.strictObject({ object: z.string(), fields: z.array(Difference) })),
  lost: z.array(z.string()),
  added: z.array(z.string()),
});
export type Comparison = z.infer<typeof Comparison>;

export function compared(before: Objects, after: Objects): Comparison {
  const kept = [...before].filter(([name]) => after.has(name));
  const changed = kept.flatMap(([object, old]) => {
    const fields = differencesOf(old, after.get(object)).map(shortened);
    return fields.length === 0 ? [] : [{ object, fields }];
  });
  return {
    identical: kept.length - changed.length,
    changed,
    lost: [...before.keys()].filter((name) => !after.has(name)),
    added: [...after.keys()].filter((name) => !before.has(name)),
  };
}

/** Fields by how many objects they differ in, those in most first; places in a list count as one. */
export function commonFields({ changed }: Comparison): { field: string; became: string; objects: number }[] {
  const counts = new Map<string, number>();
  for (const { fields } of changed) {
    for (const kind of new Set(fields.map(({ field, became }) => `${became} ${generalOf(field)}`))) {
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([kind, objects]) => {
      const [became = '', ...field] = kind.split(' ');
      return { field: field.join(' '), became, objects };
    })
    .sort((a, b) => b.objects - a.objects || (a.field < b.field ? -1 : 1));
}

/** Who manages what is an object of thousands of names. */
const generalOf = (field: string): string => field.replace(/\[\d+\].*/, '[]').replace(/\.'.*/, ".''");

const shortened = ({
  before,
  after,
  ...difference
}: z.infer<typeof Difference>): z.infer<typeof Difference> => ({
  ...difference,
  ...(before === undefined ? {} : { before: before.slice(0, LONGEST) }),
  ...(after === undefined ? {} : { after: after.slice(0, LONGEST) }),
});
