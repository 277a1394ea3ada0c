import { setTimeout as pause } from 'node:timers/promises';
import { statusOf } from '../cluster/status';
import type { Fault, Proof } from './fault';
import { allReady, healLinks } from './path';
import { hexId, receivedBytes } from './peer-traffic';
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
  aims: ['leader', 'follower'],
  unavailable: needsThree,
  prepare: async ({ cluster, victim, other }) => {
    const far = other ?? victim;
    const [sender, receiver] = [cluster.member(victim), cluster.member(far)];
    const senderId = hexId((await statusOf(sender)).id);
    const receiverId = hexId((await statusOf(receiver)).id);
    const blackhole = { type: 'blackhole' } as const;
    const pairs = [
      [far, victim],
      [victim, far],
    ] as const;
    return {
      target: `${victim} → ${far}`,
      quorum: true,
      inject: async () => {
        await cluster.network.link(far, victim).add({ stream: 'downstream', effect: blackhole });
        await cluster.network.link(victim, far).add({ stream: 'upstream', effect: blackhole });
      },
      prove: async (): Promise<Proof> => {
        const lost = async () => (await receivedBytes(receiver)).get(senderId) ?? 0;
        const arriving = async () => (await receivedBytes(sender)).get(receiverId) ?? 0;
        const arrivedBefore = await arriving();
        const until = performance.now() + PATIENCE_MS;
        let words = '';
        while (performance.now() < until) {
          const lostBefore = await lost();
          await pause(SILENCE_MS);
          const silent = (await lost()) === lostBefore;
          const alive = (await arriving()) > arrivedBefore;
          words = `in ${SILENCE_MS} ms ${far} received ${silent ? 'nothing' : 'raft traffic'} from ${victim}; ${victim} received ${alive ? 'raft traffic' : 'nothing'} from ${far}`;
          if (silent && alive) {
            return { proven: true, words };
          }
        }
        return { proven: false, words };
      },
      heal: async () => {
        await healLinks(cluster, pairs);
        await allReady(cluster);
      },
    };
  },
};
