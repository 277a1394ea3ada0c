import { faultNamed, type PlannedFault } from './schedule';

/**
 * Lets each fault of a member come while one of links lasts: one of its own phase where there is one, else the
 * next that has none yet. Those that find none come by themselves. Numbered anew.
 */
export function overlapped(schedule: readonly PlannedFault[]): PlannedFault[] {
  const disturbing = (what: 'member' | 'links') =>
    schedule.filter(({ name }) => faultNamed(name)?.disturbs === what);
  const free = disturbing('links');
  const during = new Map<PlannedFault, PlannedFault>();
  for (const planned of disturbing('member')) {
    const near = free.findIndex(({ phase }) => phase === planned.phase);
    const [host] = free.splice(Math.max(0, near), 1);
    if (host !== undefined) {
      during.set(host, planned);
    }
  }
  const guests = new Set(during.values());
  const ordered = schedule
    .filter((planned) => !guests.has(planned))
    .flatMap((planned) => {
      const guest = during.get(planned);
      return guest === undefined ? [planned] : [planned, { ...guest, phase: planned.phase }];
    });
  const hosts = new Set(during.keys());
  return ordered.map((planned, index) => {
    const before = ordered[index - 1];
    const host = before !== undefined && hosts.has(before) ? { during: index } : {};
    return { ...planned, number: index + 1, ...host };
  });
}
