import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Whether the kernel has it in state T. proc(5): "pid (comm) state ..." */
export function isStopped({ pid }: ChildProcess): boolean {
  const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')')).startsWith(') T');
}
