import yargs from 'yargs';
import { DEFAULT_TO } from '../../../artifacts/defaults';
import type { ArtifactOptions } from '../../../artifacts/options';
import { Refusal } from '../../../errors/refusal';
import { MUTANTS, mutantNamed } from '../../../mutants/catalogue';
import type { Mutant } from '../../../mutants/mutant';
import type { Surroundings } from '../../command';
import { artifactOptions, withArtifactFlags } from '../../options/artifact-flags';
import { once, repeated, wholeNumber } from '../../options/once';
import { defaultOut } from '../../options/out';

/** What the words after `npm run mutants --` ask for. */
export interface MutantOptions {
  readonly mutants: readonly Mutant[];
  /** Runs in which nobody lies. */
  readonly controls: number;
  readonly seed: number;
  readonly version: string;
  readonly out: string;
  readonly artifacts: ArtifactOptions;
}

const MOST_CONTROLS = 1000;
const USAGE = `npm run mutants -- [--only NAME] [--control N] [--seed N] [--json]

Puts a proxy that lies in one way in front of one member of a real cluster, and says whether the checkers find it.`;

/**
 * @returns undefined where yargs itself answered, with `--help`
 * @throws Refusal (usage)
 */
export async function readOptions(
  words: readonly string[],
  surroundings: Surroundings,
): Promise<MutantOptions | undefined> {
  const parser = withArtifactFlags(
    yargs([...words])
      .usage(USAGE)
      .option('only', { type: 'string', requiresArg: true, describe: 'a mutant by its name; repeatable' })
      .option('control', {
        type: 'string',
        requiresArg: true,
        describe: `so many runs without a lie instead, of as many seeds; all have to pass (1 to ${MOST_CONTROLS})`,
      })
      .option('seed', {
        type: 'string',
        requiresArg: true,
        describe: 'seed of the lies and the traffic (default 1)',
      })
      .option('etcd', {
        type: 'string',
        requiresArg: true,
        describe: `version of the members (default ${DEFAULT_TO})`,
      })
      .option('out', { type: 'string', requiresArg: true, describe: 'folder for the journals; new or empty' })
      .option('json', { type: 'boolean', describe: 'print exactly one JSON object on stdout' }),
  )
    .version(false)
    .strict()
    .exitProcess(false)
    .fail((message: string | null, error: Error | undefined) => {
      throw (
        error ?? Refusal.usage(`${message ?? 'unreadable command line'}; see "npm run mutants -- --help"`)
      );
    });
  const given = await parser.parseAsync();
  if (given['help'] === true) {
    return undefined;
  }
  const only = repeated('only', given.only);
  const control = once('control', given.control);
  if (control !== undefined && only.length > 0) {
    throw Refusal.usage('--control: nobody lies in a control run; leave out --only');
  }
  const seed = wholeNumber('seed', once('seed', given.seed) ?? '1', 0, 2 ** 31);
  return {
    mutants: control !== undefined ? [] : only.length > 0 ? only.map(mutantNamed) : MUTANTS,
    controls: control === undefined ? 0 : wholeNumber('control', control, 1, MOST_CONTROLS),
    seed,
    version: once('etcd', given.etcd) ?? DEFAULT_TO,
    out: once('out', given.out) ?? defaultOut(seed, new Date()),
    artifacts: artifactOptions(given, surroundings),
  };
}
