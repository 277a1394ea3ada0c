/** Of USER_HZ, in which /proc/PID/stat counts on every Linux. */
const TICKS_PER_SECOND = 100;

/** What /proc/PID/stat tells of a process. */
export interface ProcessStat {
  readonly pid: number;
  /** One letter: T is stopped, Z a zombie, X dead. */
  readonly state: string;
  readonly session: number;
  /** User and system time, with that of children that have ended and were waited for. */
  readonly cpuSeconds: number;
}

/** @param text proc_pid_stat(5): "pid (comm) state ppid pgrp session ..." */
export function parseStat(text: string): ProcessStat {
  // comm may itself hold spaces and parentheses.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state = '', , , session] = fields;
  // Fields 14 to 17: utime, stime, cutime, cstime.
  const ticks = fields.slice(11, 15).map(Number);
  return {
    pid: Number.parseInt(text, 10),
    state,
    session: Number(session),
    cpuSeconds: ticks.reduce((sum, one) => sum + one, 0) / TICKS_PER_SECOND,
  };
}
