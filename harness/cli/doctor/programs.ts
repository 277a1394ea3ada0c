import type { Check } from './check';
import { findProgram } from './search-path';

interface Wanted {
  readonly program: string;
  /** Debian and Ubuntu package that brings it. */
  readonly aptPackage: string;
  readonly use: string;
  readonly needed: boolean;
}

const WANTED: readonly Wanted[] = [
  { program: 'ip', aptPackage: 'iproute2', use: 'networks of the sandbox', needed: true },
  { program: 'unshare', aptPackage: 'util-linux', use: 'namespaces of the sandbox', needed: true },
  { program: 'nsenter', aptPackage: 'util-linux', use: 'running programs on nodes', needed: true },
  { program: 'setpriv', aptPackage: 'util-linux', use: 'ending everything with the harness', needed: true },
  { program: 'flock', aptPackage: 'util-linux', use: 'locks of the cache', needed: true },
  { program: 'mount', aptPackage: 'mount', use: 'file systems of the sandbox', needed: true },
  { program: 'perl', aptPackage: 'perl', use: 'the power cut alone', needed: false },
];

/** The programs of the system that a run starts. */
export function checkPrograms(find: (name: string) => string | undefined = findProgram): Check[] {
  return WANTED.map(({ program, aptPackage, use, needed }) => {
    const path = find(program);
    return {
      id: `program-${program}`,
      ok: path !== undefined,
      needed,
      says: path ?? `not found (${use})`,
      advice: path === undefined ? `apt-get install ${aptPackage}` : '',
    };
  });
}
