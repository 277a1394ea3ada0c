/** What the process's exit code means. Precedence among verdicts: fail over inconclusive over pass. */
export const ExitCode = {
  /** Every criterion passed. */
  pass: 0,
  /** A guarantee was violated: only ever returned for a reported verdict `fail`. */
  fail: 1,
  /** The command line or the configuration is wrong. */
  usage: 2,
  /** This machine cannot do it: a program, a right, or a first quorum could not be had. */
  environment: 3,
  /** The run proves nothing either way; the message says whether repeating helps. */
  inconclusive: 4,
  /** The harness itself failed. */
  harness: 70,
  /** Stopped by SIGINT, SIGTERM or SIGHUP. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
