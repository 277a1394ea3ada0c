import { type Reaper, reaperOf } from '../reaper';

/**
 * Waits for the end of its standard input, then removes the folders, and all below them, as soon as no process is in them any
 * more; at most 30 s, the time in which the kernel is trusted to have ended killed processes.
 */
const REAP = `
cat >/dev/null
tries=0
for top in "$@"; do
  while [ -d "$top" ]; do
    find "$top" -depth -type d -exec rmdir {} + 2>/dev/null && break
    tries=$((tries + 1))
    [ "$tries" -lt 600 ] || exit 1
    sleep 0.05
  done
done`;

/** Control groups are the one thing that the kernel does not remove with the processes of a sandbox. */
export const startReaper = (folders: readonly string[]): Reaper =>
  reaperOf(
    ['sh', '-c', REAP, 'sh', ...folders],
    `control groups could not be removed: ${folders.join(', ')}`,
  );
