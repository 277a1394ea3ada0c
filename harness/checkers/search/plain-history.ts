import { ZodError } from 'zod';
import { Refusal } from '../../errors/refusal';
import type { PlainJournal, PlainOperation } from '../../journal/plain-reader';
import type { Answered, Begun, SearchHistory } from './history';
import type { PlainModel } from './plain-models';

/**
 * A plain history as the search takes it: what failed is left out, and so is what was not answered and could change
 * nothing. Ids are the lines of the invokes.
 * @throws Refusal.usage where an operation is none of the model's
 */
export function searchHistoryOf<A, U>(
  { path, operations }: PlainJournal,
  plain: PlainModel<A, U>,
): SearchHistory<A, U> {
  const history: { answered: Answered<A>[]; unknown: Begun<U>[] } = { answered: [], unknown: [] };
  for (const operation of operations) {
    const { line, client, key = plain.object, end } = operation;
    const begun = { id: `line ${line}`, client, key, call: line };
    // Even of what failed the model has to be the right one.
    const action = asModel(path, operation, line, () => plain.unknown(operation));
    if (end.type === 'ok') {
      const done = asModel(path, operation, end.line, () =>
        plain.answered(operation, end.value, end.swapped),
      );
      history.answered.push({ ...begun, returned: end.line, action: done });
    } else if (end.type === 'info' && action !== undefined) {
      history.unknown.push({ ...begun, action });
    }
  }
  return history;
}

function asModel<T>(path: string, { f }: PlainOperation, line: number, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof ZodError) {
      const why = error.issues[0]?.message ?? 'invalid';
      throw Refusal.usage(
        `${path}:${line}: ${JSON.stringify(f)} is not as the model has it: ${why}; see docs/journal.md`,
      );
    }
    throw error;
  }
}
