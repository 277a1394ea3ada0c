import type { Member } from './families';
import type { Program } from './program';

/**
 * Whether an answer is that program's own: "etcd Version: 3.6.16", "toxiproxy-server version 2.12.0", "Kubernetes v1.37.2",
 * "Client: Version: v1.18.3".
 */
export const namesItself = ({ file, answer }: Pick<Member, 'file' | 'answer'>, line: string): boolean =>
  (answer ?? new RegExp(`^${file} version\\b`, 'i')).test(line);

/**
 * Whether a program says the version that it stands for; "+custom" is build metadata, which leaves the version the
 * same. An own build of a branch says what it likes, so another version is told to the user and not refused.
 */
export const saysItsVersion = ({ says, version }: Pick<Program, 'says' | 'version'>): boolean =>
  says.split(/[\s:]+/).some((word) => word.replace(/^v/, '').replace(/\+.*$/, '') === version);
