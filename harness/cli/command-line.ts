import yargs, { type Argv } from 'yargs';
import { ExitCode } from '../errors/exit-code';
import { Refusal } from '../errors/refusal';
import { calibrate } from './calibrate';
import { check } from './check';
import { checkWords } from './check-words';
import { claims } from './claims';
import { clean } from './clean';
import type { Command, Outcome, Surroundings } from './command';
import { compare } from './compare';
import { contention } from './contention';
import { decode } from './decode';
import { doctor } from './doctor';
import { gate } from './gate';
import { latency } from './latency';
import { explain } from './explain';
import { fetch } from './fetch';
import { mistake } from './mistake';
import { restore } from './restore';
import { shrink } from './shrink';
import { suite } from './suite';
import { tune } from './tune';
import { Terminal } from './terminal';
import { verifySnapshot } from './verify-snapshot';
import { version } from './version';
import { wantsJson } from './wants-json';

/** Every command, in the order in which `--help` lists them. */
const COMMANDS: Readonly<Record<string, Command>> = {
  gate,
  suite,
  shrink,
  latency,
  tune,
  contention,
  compare,
  restore,
  calibrate,
  'verify-snapshot': verifySnapshot,
  decode,
  check,
  explain,
  claims,
  clean,
  fetch,
  doctor,
};

/**
 * Parses the words, runs the command, prints what has to be printed.
 * @param signal aborted by the first SIGINT, SIGTERM or SIGHUP
 * @param hurry aborted by a second SIGINT or SIGTERM
 * @returns the process's exit code
 */
export async function runCommandLine(
  words: readonly string[],
  signal: AbortSignal,
  hurry: AbortSignal = new AbortController().signal,
): Promise<ExitCode> {
  const terminal = new Terminal(wantsJson(words));
  const outcome = await outcomeOf(words, { terminal, signal, hurry }).catch((error: unknown) =>
    failure(error, terminal, signal),
  );
  if (terminal.json && outcome !== undefined) {
    process.stdout.write(`${JSON.stringify(outcome.json)}\n`);
  }
  return outcome?.exitCode ?? ExitCode.pass;
}

/** @returns undefined where yargs itself answered, with `--help` or `--version` */
async function outcomeOf(words: readonly string[], surroundings: Surroundings): Promise<Outcome | undefined> {
  checkWords(words);
  requireCurrentFolder();
  let outcome: Outcome | undefined;
  const parser = yargs([...words])
    .scriptName('etcd-assay')
    .usage(
      '$0 <command>\n\nChaos and conformance tests for etcd: an upgrade gate that judges from the record.',
    )
    .version(version())
    .help()
    .strict()
    .demandCommand(1, 'name a command; "etcd-assay --help" lists them')
    .option('json', { type: 'boolean', describe: 'print exactly one JSON object on stdout' })
    .wrap(Math.min(110, process.stdout.columns || 110))
    .exitProcess(false)
    .fail((said: string | null, error: Error | undefined, reached) => {
      // Some of the user's mistakes reach us as yargs' own error, others as a message alone.
      if (error !== undefined && error.name !== 'YError') {
        throw error;
      }
      const message = said ?? error?.message ?? 'unreadable command line';
      const commands = Object.keys(COMMANDS);
      throw Refusal.usage(mistake({ message, words, commands, help: helpOf(reached) }));
    });
  for (const register of Object.values(COMMANDS)) {
    register(parser, surroundings, (reached) => (outcome = reached));
  }
  await parser.parseAsync();
  return outcome;
}

/** Paths are relative to it, and Node looks it up at the oddest moments. */
function requireCurrentFolder(): void {
  try {
    process.cwd();
  } catch {
    throw Refusal.environment('the current folder does not exist any more; change into one that does');
  }
}

function helpOf(reached: Argv): string {
  let help = '';
  reached.showHelp((text) => (help = text));
  return help;
}

/** One line for the person, the right code, and with `--json` still exactly one object. */
function failure(error: unknown, terminal: Terminal, signal: AbortSignal): Outcome {
  if (signal.aborted) {
    return report(ExitCode.interrupted, 'interrupted', terminal);
  }
  if (error instanceof Refusal) {
    return report(error.exitCode, error.message, terminal);
  }
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${words}\n`);
  return report(ExitCode.harness, `the harness itself failed: ${words.split('\n', 1)[0] ?? ''}`, terminal);
}

function report(exitCode: ExitCode, message: string, terminal: Terminal): Outcome {
  terminal.complain(message);
  const interrupted = exitCode === ExitCode.interrupted;
  return { exitCode, json: terminal.json ? { verdict: null, exitCode, error: message, interrupted } : {} };
}
