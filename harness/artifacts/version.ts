/** A release's version, "3.6.16" or "3.8.0-alpha.0", taken apart. */
interface Version {
  readonly numbers: readonly [major: number, minor: number, patch: number];
  /** Identifiers of a pre-release, e.g. ["alpha", "0"]; empty for a release proper. */
  readonly prerelease: readonly string[];
}

const SHAPE = /^v?(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?$/;

function takeApart(text: string): Version | undefined {
  const [, major, minor, patch, prerelease] = SHAPE.exec(text) ?? [];
  if (major === undefined || minor === undefined || patch === undefined) {
    return undefined;
  }
  return {
    numbers: [Number(major), Number(minor), Number(patch)],
    prerelease: prerelease?.split('.') ?? [],
  };
}

/** @returns the version without the "v" of its tag; undefined where the text is no exact version */
export function exactVersion(text: string): string | undefined {
  return takeApart(text) === undefined ? undefined : text.replace(/^v/, '');
}

export function isPrerelease(version: string): boolean {
  return version.includes('-');
}

/** The line of patches that a version belongs to, e.g. "3.6". */
export function minorLine(version: string): string {
  return version.split('.', 2).join('.');
}

/**
 * Order of precedence as in Semantic Versioning 2.0.0, section 11.
 * @returns negative where `a` is older than `b`; both must be exact versions
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [takeApart(a), takeApart(b)];
  if (left === undefined || right === undefined) {
    throw new TypeError(`not an exact version: ${left === undefined ? a : b}`);
  }
  for (const index of [0, 1, 2] as const) {
    if (left.numbers[index] !== right.numbers[index]) {
      return left.numbers[index] - right.numbers[index];
    }
  }
  return comparePrereleases(left.prerelease, right.prerelease);
}

function comparePrereleases(left: readonly string[], right: readonly string[]): number {
  if (left.length === 0 || right.length === 0) {
    // A release proper comes after its pre-releases.
    return right.length - left.length;
  }
  for (const [index, identifier] of left.entries()) {
    const other = right[index];
    if (other === undefined) {
      return 1;
    }
    if (identifier !== other) {
      return compareIdentifiers(identifier, other);
    }
  }
  return left.length - right.length;
}

function compareIdentifiers(left: string, right: string): number {
  const [leftIsNumber, rightIsNumber] = [/^\d+$/.test(left), /^\d+$/.test(right)];
  if (leftIsNumber && rightIsNumber) {
    return Number(left) - Number(right);
  }
  if (leftIsNumber !== rightIsNumber) {
    return leftIsNumber ? -1 : 1;
  }
  return left < right ? -1 : 1;
}
