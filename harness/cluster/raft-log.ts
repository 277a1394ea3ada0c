import { open, stat } from 'node:fs/promises';
import type { RecordOf } from '../journal/record';
import type { Member } from './member';

type Raft = RecordOf<'raft'>;

/** What etcd's raft library says of elections, as etcd 3.5 to 3.7 log it. */
const EVENTS: readonly (readonly [RegExp, Raft['event']])[] = [
  [/ is starting a new election at term (\d+)$/, 'campaigns'],
  [/ became leader at term (\d+)$/, 'leads'],
];

/** The end of a member's log as it is now, from which on `raftRecords` is to read. */
export const endOfLog = async ({ log }: Member): Promise<number> => (await stat(log)).size;

/**
 * Elections that a member has logged since, at its log's own times, which are of this machine's wall clock.
 * @param from byte of its log
 */
export async function raftRecords(member: Member, from: number, clock: () => number): Promise<Raft[]> {
  const text = await readFrom(member.log, from);
  const [now, wall] = [clock(), 1000 * Date.now()];
  // What is only half written is not looked at.
  const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
  return lines.flatMap((line) => {
    const seen = eventIn(line);
    return seen === undefined
      ? []
      : [
          {
            type: 'raft' as const,
            t: Math.max(0, Math.round(now - (wall - seen.at))),
            member: member.name,
            event: seen.event,
            term: seen.term,
          },
        ];
  });
}

/** @returns with the time in microseconds; undefined for a line about something else */
export function eventIn(line: string): { at: number; event: Raft['event']; term: number } | undefined {
  if (!line.includes(' at term ')) {
    return undefined;
  }
  const { ts, msg } = JSON.parse(line) as { ts: string; msg: string };
  for (const [pattern, event] of EVENTS) {
    const term = pattern.exec(msg)?.[1];
    if (term !== undefined) {
      return { at: microseconds(ts), event, term: Number(term) };
    }
  }
  return undefined;
}

/** "2026-11-26T16:31:14.626799Z": more than a date of this language holds. */
function microseconds(ts: string): number {
  const fraction = /\.(\d+)/.exec(ts)?.[1] ?? '';
  return 1000 * Date.parse(ts.replace(/\.\d+/, '')) + Number(fraction.slice(0, 6).padEnd(6, '0'));
}

async function readFrom(path: string, from: number): Promise<string> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - from), 0, size - from, from);
    return buffer.subarray(0, bytesRead).toString('utf8');
  } finally {
    await file.close();
  }
}
