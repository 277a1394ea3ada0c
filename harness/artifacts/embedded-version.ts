/**
 * The version of the module that a program's main package is of, as Go writes it into every program that it builds (lines of
 * `go version -m`: "path", its package, then "mod", the module, its version).
 * @returns without its "v"; undefined where the program is not of that package, or was built in a checkout
 */
export function embeddedVersion(program: Buffer, goPackage: string): string | undefined {
  const start = program.indexOf(`path\t${goPackage}\nmod\t`);
  const [, version] =
    start < 0
      ? []
      : (/\nmod\t\S+\tv(\d[^\s\t]*)/.exec(program.toString('latin1', start, start + LONGEST)) ?? []);
  return version;
}

/** Bytes that the two lines may take. */
const LONGEST = 1000;
