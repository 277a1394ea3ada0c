import type { ArgumentsCamelCase, Argv } from 'yargs';
import type { ExitCode } from '../errors/exit-code';
import type { Terminal } from './terminal';

/** What a command leaves behind: its exit code, and the one object that `--json` prints. */
export interface Outcome {
  readonly exitCode: ExitCode;
  readonly json: object;
}

/** What a command may use of the process around it. */
export interface Surroundings {
  readonly terminal: Terminal;
  /** Aborted at the first SIGINT, SIGTERM or SIGHUP. */
  readonly signal: AbortSignal;
  /** Aborted at a second SIGINT or SIGTERM: nothing may take its time any more. */
  readonly hurry?: AbortSignal;
}

interface Definition<Options> {
  /** As yargs wants it, positionals included: "explain <criterion>". */
  readonly usage: string;
  readonly describe: string;
  readonly options: (argv: Argv) => Argv<Options>;
  readonly run: (options: ArgumentsCamelCase<Options>, surroundings: Surroundings) => Promise<Outcome>;
}

/** One command of the CLI, its own options hidden from the command line that holds it. */
export type Command = (argv: Argv, surroundings: Surroundings, done: (outcome: Outcome) => void) => Argv;

/** Turns a definition into something that the command line can register; its file is named after it. */
export function command<Options>({ usage, describe, options, run }: Definition<Options>): Command {
  return (argv, surroundings, done) =>
    argv.command(usage, describe, options, async (given) => done(await run(given, surroundings)));
}
