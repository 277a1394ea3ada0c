import { WaitedInVain } from '../harness/time/until';

/**
 * The experiment did not come about: an operation that it rests on had no answer, something that it needs did
 * not take effect. It says nothing about the claim, neither for nor against, and is made anew on fresh keys.
 */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';

  constructor(what: string) {
    super(`${what}: this proves nothing about the claim`);
  }
}

/** For a condition without which the experiment has no power. @throws Unanswered */
export function need(condition: boolean, otherwise: string): void {
  if (!condition) {
    throw new Unanswered(otherwise);
  }
}

/** Awaits a preparation: that it did not come true in time is no finding. @throws Unanswered */
export async function prepared<T>(waiting: Promise<T>): Promise<T> {
  return waiting.catch((error: unknown) => {
    throw error instanceof WaitedInVain ? new Unanswered(error.message) : error;
  });
}
