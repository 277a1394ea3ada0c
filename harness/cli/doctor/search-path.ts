import { findOnPath } from '../../artifacts/find-on-path';
import { environmentWithSbin } from '../../runtime/sandbox/search-path';

/** Where the sandbox will find a program of the system. */
export function findProgram(name: string): string | undefined {
  return findOnPath(name, environmentWithSbin());
}
