import { familyNamed } from '../artifacts/families';
import type { ArtifactOptions } from '../artifacts/options';
import { saysItsVersion } from '../artifacts/own-answer';
import { ownProgramsOf } from '../artifacts/own-program';
import type { FamilyName, Program } from '../artifacts/program';
import { printable } from '../../reports/printable';

interface Wanted {
  readonly family: FamilyName;
  readonly version: string;
}

/** A line for each of the user's own builds that stands in for one of these releases. */
export async function ownBuildLines(
  wanted: readonly Wanted[],
  { own, signal }: ArtifactOptions,
): Promise<string[]> {
  const programs = await Promise.all(
    wanted.map(({ family, version }) => ownProgramsOf(familyNamed(family), version, own, signal)),
  );
  return programs.flat().map(line);
}

function line(program: Program): string {
  const { name, version, path, says } = program;
  const other = saysItsVersion(program) ? '' : `, which is not ${version}`;
  return `own build: ${name}@${version} = ${printable(path)}, says "${says}"${other}`;
}
