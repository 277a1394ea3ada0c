import { familyOf } from '../../artifacts/families';
import { parseProgramFlag } from '../../artifacts/own-program';
import type { FamilyName } from '../../artifacts/program';
import { Refusal } from '../../errors/refusal';
import { quoted, repeated } from './once';

/**
 * A build that no step runs would pass for one that was judged. (Of the environment and the configuration file, which
 * serve several commands, each takes what it needs.)
 * @throws Refusal (usage) for a flag that the run does not use, or that stands there twice
 */
export function requireUsed(
  flags: unknown,
  versions: readonly string[],
  toxiproxy?: string,
  kubernetes?: string,
  others: Partial<Record<FamilyName, readonly string[]>> = {},
): void {
  const byFamily: Partial<Record<FamilyName, readonly string[]>> = {
    etcd: versions,
    toxiproxy: toxiproxy === undefined ? [] : [toxiproxy],
    kubernetes: kubernetes === undefined ? [] : [kubernetes],
    ...others,
  };
  const seen = new Set<string>();
  for (const { name, version } of repeated('program', flags).map(parseProgramFlag)) {
    const program = `${name}@${version}`;
    if (seen.has(program)) {
      throw Refusal.usage(`--program ${quoted(program)} is given twice; give one path for it`);
    }
    seen.add(program);
    // It comes with the others, and no topology has a use for it yet.
    const isRun = name !== 'kubelet' && byFamily[familyOf(name).name]?.includes(version) === true;
    if (!isRun) {
      const runs = Object.entries(byFamily).flatMap(([family, used]) =>
        [...new Set(used)].map((one) => `${family}@${one}`),
      );
      throw Refusal.usage(
        `--program ${quoted(program)} is used by no step: this run uses ${runs.join(', ')}`,
      );
    }
  }
}
