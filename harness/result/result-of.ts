import { resultWithoutVerdict } from './without-verdict';
import type { Journal } from '../journal/reader';
import type { Judgement, Result } from './result';
export function resultOf(journal: Journal, judgement: Judgement): Result {
  return {
    ...resultWithoutVerdict(journal.header, { exitCode: 4, error: null, interrupted: false }),
    ...judgement,
  };
}
