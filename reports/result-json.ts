import { Result } from '../harness/result/result';
import { writeAtomically } from './atomic-file';

/** OUT/result.json. */
export function writeResultJson(path: string, result: Result): void {
  writeAtomically(path, `${JSON.stringify(result, null, 2)}\n`);
}

/**
 * In words, what is wrong with a result by its own schema (NaN in a figure, for one); empty when it is right.
 * Written all the same, since a verdict is worth more than its form.
 */
export function schemaErrors(result: Result): string[] {
  const { error } = Result.safeParse(result);
  return error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) ?? [];
}
