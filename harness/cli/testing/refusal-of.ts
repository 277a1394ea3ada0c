import { Refusal } from '../../errors/refusal';

/** The refusal that an action ends in; anything else, an orderly end too, fails the test. */
export function refusalOf(action: () => unknown): Refusal {
  try {
    action();
  } catch (error) {
    if (error instanceof Refusal) {
      return error;
    }
    throw error;
  }
  throw new Error('was expected to be refused, and was not');
}

/** Its one line, after a check that it is one. */
export function refusalLine(action: () => unknown): string {
  const { message } = refusalOf(action);
  if (/[\n\r]/.test(message)) {
    throw new Error(`more than a line: ${message}`);
  }
  return message;
}
