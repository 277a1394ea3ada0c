import { existsSync, readFileSync } from 'node:fs';
import { Refusal } from '../errors/refusal';
import type { Exit, RunningProgram } from '../runtime/running-program';
import { until, WaitedInVain, type Patience } from '../time/until';
import { lastErrorIn } from './last-error';

export interface Wait extends Patience {
  /** Why it is not so yet, in the words of whoever was asked last; undefined where these say nothing. */
  readonly asked?: () => string | undefined;
}

/** A program ended while something was expected of it. */
class EndedEarly extends Error {
  override readonly name = 'EndedEarly';

  constructor({ signal, code }: Exit) {
    super(`it ended with ${signal ?? `code ${String(code)}`}`);
  }
}

/**
 * Waits for something that a program has to bring about, as long as it runs.
 * @throws Refusal (environment) with the program's own last error where it does not come true; whatever the look itself throws
 */
export async function awaited<T>(
  program: RunningProgram,
  look: () => Promise<T | undefined | false>,
  wait: Wait,
): Promise<T> {
  let exit: Exit | undefined;
  void program.exited.then((how) => {
    exit = how;
  });
  try {
    return await until(() => {
      if (exit !== undefined) {
        throw new EndedEarly(exit);
      }
      return look();
    }, wait);
  } catch (error) {
    if (!(error instanceof WaitedInVain || error instanceof EndedEarly)) {
      throw error;
    }
    const why = error instanceof EndedEarly ? `${error.message} in the wait for ${wait.what}` : error.message;
    const said = wait.asked?.();
    const log = existsSync(program.log) ? readFileSync(program.log, 'utf8') : '';
    throw Refusal.environment(
      `${program.name}: ${why}${said === undefined ? '' : ` (${said})`}; its last error: ${lastErrorIn(log)}; see ${program.log}`,
    );
  }
}
