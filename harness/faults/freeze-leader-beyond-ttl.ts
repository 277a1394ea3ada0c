import { statusInTime } from '../cluster/status';
import type { Fault } from './fault';
import { NotDone } from './fault';
import { observe } from './observe';
import { needsThree, quorumWithout } from './quorum-without';
import { thawed } from './thawed';

const TTL_SECONDS = 2;

/** The leader sleeps until leases have ended without it, and wakes up in a cluster that went on. */
export const freezeLeaderBeyondTtl: Fault = {
  name: 'freeze-leader-beyond-ttl',
  describe: 'SIGSTOP of the leader until a lease has ended under another one, SIGCONT later',
  disturbs: 'cluster',
  aims: ['leader'],
  unavailable: needsThree,
  overhead: 12_000,
  prepare: async ({ cluster, victim, other, operator }) => {
    const member = cluster.member(victim);
    const { process } = member;
    const witness = cluster.member(other ?? victim);
    const { id } = await statusInTime(member);
    let key: string | undefined;
    let since = 0;
    return {
      target: victim,
      quorum: quorumWithout(1, cluster.members.length),
      out: [victim],
      inject: async () => {
        const granted = await operator(witness.name).perform({ grant: { ttl: TTL_SECONDS } });
        if (granted.is !== 'ok' || !('grant' in granted.response)) {
          throw new NotDone(`a lease of ${TTL_SECONDS} s was not granted`);
        }
        const { lease } = granted.response.grant;
        const name = `freeze-leader/${lease}`;
        const put = await operator(witness.name).perform({ put: { key: name, value: `of ${lease}`, lease } });
        if (put.is !== 'ok') {
          throw new NotDone(`a key of lease ${lease} was not written: ${put.error}`);
        }
        key = name;
        since = performance.now();
        await member.freeze();
      },
      prove: () =>
        observe(
          async () => {
            if (key === undefined || (await process.state()) !== 'stopped') {
              return undefined;
            }
            const read = await witness.client.kv.range({ key: Buffer.from(key) }).catch(() => undefined);
            const leader = (await statusInTime(witness)).leader;
            const slept = (await process.state()) === 'stopped';
            return slept && read?.kvs.length === 0 && leader !== id && leader !== '0'
              ? `${process.id} stopped; ${((performance.now() - since) / 1000).toFixed(1)} s later, under another leader, a lease of ${TTL_SECONDS} s has ended as ${witness.name} shows`
              : undefined;
          },
          `a lease to end under another leader while ${victim} is stopped`,
          25_000,
        ),
      heal: () => thawed(member, process),
    };
  },
};
