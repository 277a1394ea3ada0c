/** @param schedstat of a thread: nanoseconds that it ran, nanoseconds that it could have run and waited, times that it was let run */
export const waitedSeconds = (schedstat: string): number => Number(schedstat.split(' ')[1]) / 1e9;

export const hasRun = (schedstat: string): boolean => Number(schedstat.split(' ')[2]) > 0;

/** @param status /proc/PID/status; a process that is just ending has no memory any more */
export const residentBytes = (status: string): number =>
  Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;

/** @param io /proc/PID/io, which counts for threads and children that have ended too */
export function writtenBytes(io: string): number {
  const written = /^write_bytes: (\d+)$/m.exec(io)?.[1];
  if (written === undefined) {
    throw new Error('/proc/PID/io has no write_bytes');
  }
  return Number(written);
}
