import type { Argv } from 'yargs';
import type { ArtifactOptions } from '../../artifacts/options';
import { ownProgramsFromEnvironment, parseProgramFlag } from '../../artifacts/own-program';
import { checkMirror } from '../../artifacts/release-archive';
import type { Surroundings } from '../command';
import { once, repeated } from './once';

/** As yargs hands them over. */
export interface ArtifactFlags {
  program: string[] | undefined;
  offline: boolean | undefined;
  mirror: string | undefined;
}

/** Adds the options that say where programs come from; the same on every command that needs programs. */
export function withArtifactFlags<T>(argv: Argv<T>): Argv<T & ArtifactFlags> {
  return argv
    .option('program', {
      type: 'string',
      array: true,
      nargs: 1,
      describe: 'your own build, NAME@VERSION=PATH (file or release folder); repeatable [ETCD_ASSAY_PROGRAM]',
    })
    .option('offline', {
      type: 'boolean',
      describe: 'no downloads: own programs, the cache, and Go with what it has already',
    })
    .option('mirror', {
      type: 'string',
      nargs: 1,
      describe: 'address with the same paths as https://github.com [ETCD_ASSAY_MIRROR]',
    });
}

/** What flags, environment and configuration file say together, in this order. Nothing is looked at on the disk yet. */
export function artifactOptions(
  given: ArtifactFlags,
  { terminal, signal }: Surroundings,
  env: NodeJS.ProcessEnv = process.env,
  config: { readonly programs?: Readonly<Record<string, string>> | undefined } = {},
): ArtifactOptions {
  const mirror =
    once('mirror', given.mirror) ?? (env['ETCD_ASSAY_MIRROR'] === '' ? undefined : env['ETCD_ASSAY_MIRROR']);
  if (mirror !== undefined) {
    checkMirror(mirror);
  }
  return {
    own: [
      ...repeated('program', given.program).map(parseProgramFlag),
      ...ownProgramsFromEnvironment(env['ETCD_ASSAY_PROGRAM']),
      ...Object.entries(config.programs ?? {}).map(([program, path]) =>
        parseProgramFlag(`${program}=${path}`),
      ),
    ],
    offline: given.offline,
    mirror,
    signal,
    progress: (line) => terminal.line(line),
  };
}
