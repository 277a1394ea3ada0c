import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** Who makes a run: a process id, and when that process began, since ids come again. */
export function ownerNow(): string {
  return `${process.pid}@${beginOf(process.pid) ?? 'unknown'}`;
}

/** Whether the process still lives; where that cannot be told, as on another machine of the engine's users, it may. */
export function mayLive(owner: string): boolean {
  const [pid = '', began = ''] = owner.split('@');
  return began === 'unknown' || beginOf(Number(pid)) === began;
}

/** In clock ticks since the machine's start, as proc(5) has it in its field 22; undefined where there is no such process. */
function beginOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    // No such process, or no /proc on this machine.
    return undefined;
  }
}

/**
 * Where process ids mean the same as here: this boot of this machine, in this process namespace. Jobs in containers of
 * one machine share its name, and not its ids.
 */
export function placeNow(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${hostname()}/${boot}/${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    // No Linux.
    return hostname();
  }
}
