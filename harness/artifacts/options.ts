import type { OwnProgram } from './own-program';

/** What the user decides about how programs are found; the same for every release of a run. */
export interface ArtifactOptions {
  /** The user's own builds; each wins over every other source of that program and version. */
  readonly own: readonly OwnProgram[];
  /** Cache folder; by default that of `cacheFolder()`. */
  readonly cache?: string | undefined;
  /** Neither downloads nor lets Go use the network. */
  readonly offline?: boolean | undefined;
  /** Stands for https://github.com, with the same paths below it. */
  readonly mirror?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called with one line for each thing worth knowing while it lasts. */
  readonly progress?: ((line: string) => void) | undefined;
}

export interface ReleaseOptions extends ArtifactOptions {
  /** sha256 (hex) that the official release archive must have; then nothing but that archive will do. */
  readonly digest?: string | undefined;
}
