import yargs from 'yargs';
import type { ArtifactOptions } from '../harness/artifacts/options';
import { artifactOptions, withArtifactFlags } from '../harness/cli/options/artifact-flags';
import { once, repeated, wholeNumber } from '../harness/cli/options/once';
import type { Surroundings } from '../harness/cli/command';
import { Refusal } from '../harness/errors/refusal';
import type { Benchmark } from './benchmark';
import { BENCHMARKS } from './catalogue';

const MOST_ROUNDS = 100;

/** What the words after `npm run bench --` ask for. */
export interface BenchOptions {
  readonly benchmarks: readonly Benchmark[];
  /** Absent: each benchmark's own number. */
  readonly rounds: number | undefined;
  readonly artifacts: ArtifactOptions;
}

/**
 * @returns undefined where yargs itself answered, with `--help`
 * @throws Refusal (usage)
 */
export async function readOptions(
  words: readonly string[],
  surroundings: Surroundings,
): Promise<BenchOptions | undefined> {
  const names = BENCHMARKS.map(({ name }) => name);
  const parser = withArtifactFlags(
    yargs([...words])
      .usage(
        'npm run bench -- [--only NAME] [--rounds N] [--json]\n\nMeasures etcd-assay side by side with its references.',
      )
      .option('only', {
        type: 'string',
        requiresArg: true,
        describe: `one of ${names.join(', ')}; repeatable`,
      })
      .option('rounds', {
        type: 'string',
        requiresArg: true,
        describe: `1 to ${MOST_ROUNDS} (default: by benchmark)`,
      })
      .option('json', { type: 'boolean', describe: 'print exactly one JSON object on stdout' }),
  )
    .version(false)
    .strict()
    .exitProcess(false)
    .fail((message: string | null, error: Error | undefined) => {
      throw error ?? Refusal.usage(`${message ?? 'unreadable command line'}; see "npm run bench -- --help"`);
    });
  const given = await parser.parseAsync();
  if (given['help'] === true) {
    return undefined;
  }
  const only = repeated('only', given.only);
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw Refusal.usage(`--only: no benchmark "${unknown}"; there are: ${names.join(', ')}`);
  }
  const rounds = once('rounds', given.rounds);
  return {
    benchmarks: BENCHMARKS.filter(({ name }) => only.length === 0 || only.includes(name)),
    rounds: rounds === undefined ? undefined : wholeNumber('rounds', rounds, 1, MOST_ROUNDS),
    artifacts: artifactOptions(given, surroundings),
  };
}
