import { ExitCode } from './exit-code';

/**
 * An error that is the user's to mend, or that this machine cannot help: one line that says what, where,
 * and what to do. Everything that is not a Refusal is a fault of the harness itself (exit code 70).
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  private constructor(
    message: string,
    readonly exitCode: ExitCode,
    /** Longer material for the log file (build output, everything that was tried). */
    readonly details?: string,
  ) {
    super(message);
  }

  /** The command line or the configuration is wrong (exit code 2). */
  static usage(message: string): Refusal {
    return new Refusal(message, ExitCode.usage);
  }

  /** This machine lacks something (exit code 3). */
  static environment(message: string, details?: string): Refusal {
    return new Refusal(message, ExitCode.environment, details);
  }

  /** One that another thread ended in, which can tell it only in its parts. */
  static retold(message: string, exitCode: ExitCode): Refusal {
    return new Refusal(message, exitCode);
  }

  /** Nothing can be concluded (exit code 4). */
  static inconclusive(message: string): Refusal {
    return new Refusal(message, ExitCode.inconclusive);
  }
}
