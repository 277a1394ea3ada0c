import { setTimeout as pause } from 'node:timers/promises';
import type { Member } from '../cluster/member';
import { statusInTime } from '../cluster/status';
import type { Fault, Proof } from './fault';
import { healLinks } from './path';
import { hexId, receivedIfAny } from './peer-traffic';
import { needsThree } from './quorum-without';

/** Longer than the heartbeat between leader and follower by far, shorter than the fault. */
const SILENCE_MS = 1_500;
const PATIENCE_MS = 8_000;

/**
 * Messages from one member to another are lost, those the other way arrive. Raft streams are dialled by the
 * receiver, so messages A → B travel down B's connection to A and up A's connection to B. Answers share the
 * connection, so it stays one-way only while streams live: the proof looks at what really arrives.
 */
export const cutDirection: Fault = {
  name: 'cut-direction',
  describe: 'messages from one member to another lost, while those the other way arrive',
  disturbs: 'links',
  aims: ['leader', 'follower'],
  unavailable: needsThree,
  prepare: async ({ cluster, victim, other }) => {
    const far = other ?? victim;
    const [sender, receiver] = [cluster.member(victim), cluster.member(far)];
    const senderId = hexId((await statusInTime(sender)).id);
    const receiverId = hexId((await statusInTime(receiver)).id);
    const blackhole = { type: 'blackhole' } as const;
    const pairs = [
      [far, victim],
      [victim, far],
    ] as const;
    return {
      target: `${victim} → ${far}`,
      quorum: true,
      out: [victim],
      inject: async () => {
        await cluster.network.link(far, victim).add({ stream: 'downstream', effect: blackhole });
        await cluster.network.link(victim, far).add({ stream: 'upstream', effect: blackhole });
      },
      prove: async (): Promise<Proof> => {
        const until = performance.now() + PATIENCE_MS;
        let words = `${victim} and ${far} did not tell what they receive`;
        while (performance.now() < until) {
          // Both over the same time: what still arrived before says nothing of now.
          const [forth, back] = await Promise.all([
            receivedMeanwhile(receiver, senderId),
            receivedMeanwhile(sender, receiverId),
          ]);
          if (forth !== undefined && back !== undefined) {
            words = `in ${SILENCE_MS} ms ${far} received ${traffic(forth)} from ${victim}; ${victim} received ${traffic(back)} from ${far}`;
            if (forth === 0 && back > 0) {
              return { proven: true, words };
            }
          }
        }
        return { proven: false, words };
      },
      heal: () => healLinks(cluster, pairs),
    };
  },
};

const traffic = (bytes: number): string => (bytes === 0 ? 'nothing' : 'raft traffic');

/** @returns bytes that a member received from a peer; undefined where it did not tell */
async function receivedMeanwhile(member: Member, from: string): Promise<number | undefined> {
  const before = await receivedIfAny(member);
  await pause(SILENCE_MS);
  const after = await receivedIfAny(member);
  return before === undefined || after === undefined
    ? undefined
    : (after.get(from) ?? 0) - (before.get(from) ?? 0);
}
