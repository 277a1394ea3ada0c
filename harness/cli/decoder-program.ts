import { DEFAULT_DECODE } from '../artifacts/defaults';
import type { ArtifactOptions } from '../artifacts/options';
import { resolveRelease } from '../artifacts/resolve-release';

/** Path of the program that decodes Kubernetes' protobuf. @throws Refusal (environment) where it is not to be had */
export async function decoderProgram(artifacts: ArtifactOptions): Promise<string> {
  const { programs } = await resolveRelease('decode', DEFAULT_DECODE, artifacts);
  const [program] = programs;
  if (program === undefined) {
    throw new Error('a release has at least one program');
  }
  return program.path;
}
