import { z } from 'zod';

const Lines = z.array(z.string()).nullish();
const Part = z.object({
  velero: Lines,
  cluster: Lines,
  namespaces: z.record(z.string(), Lines).nullish(),
});
const Results = z.object({ errors: Part.optional(), warnings: Part.optional() });

/** What a backup or a restore had to say of single objects, each line with the namespace that it is about. */
export interface Complaints {
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

/** Of the file "...-results.gz" that Velero leaves in the bucket. */
export function complaintsIn(results: string): Complaints {
  const { errors, warnings } = Results.parse(JSON.parse(results));
  return { errors: linesOf(errors), warnings: linesOf(warnings) };
}

const linesOf = (part: z.infer<typeof Part> | undefined): string[] => [
  ...(part?.velero ?? []).map((line) => `velero: ${line}`),
  ...(part?.cluster ?? []).map((line) => `cluster: ${line}`),
  ...Object.entries(part?.namespaces ?? {}).flatMap(([namespace, lines]) =>
    (lines ?? []).map((line) => `${namespace}: ${line}`),
  ),
];
