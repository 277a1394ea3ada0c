import { faultNamed, type PlannedFault } from './schedule';

/** What a cluster has to be given before it starts, for all faults of a schedule to be possible. */
export interface AllNeeds {
  readonly disk: 'loop' | undefined;
  readonly spares: number;
  readonly flags: (version: string) => readonly string[];
}

export function needsOf(schedule: readonly Pick<PlannedFault, 'name'>[]): AllNeeds {
  const names = [...new Set(schedule.map(({ name }) => name))];
  const needs = names.flatMap((name) => faultNamed(name)?.needs ?? []);
  return {
    disk: needs.find(({ disk }) => disk !== undefined)?.disk,
    spares: Math.max(0, ...needs.map(({ spares = 0 }) => spares)),
    flags: (version) => needs.flatMap(({ flags }) => flags?.(version) ?? []),
  };
}
