import { AlarmAction, AlarmType } from 'etcd3';
import type { Member } from '../cluster/member';
import { statusInTime } from '../cluster/status';
import { until } from '../time/until';
import { asked } from './asked';
import type { Fault } from './fault';
import { observe } from './observe';

/** The alarm that a full quota raises: every member refuses what would take space until it is disarmed. */
export const nospace: Fault = {
  name: 'nospace',
  describe: 'the alarm NOSPACE raised, as by a full quota, and disarmed later; writes are refused meanwhile',
  disturbs: 'cluster',
  aims: ['leader', 'follower'],
  unavailable: () => undefined,
  prepare: async ({ cluster, victim, operator }) => {
    const member = cluster.member(victim);
    const { id: memberID } = await statusInTime(member);
    let writes = 0;
    /** @returns why it was refused; undefined where it was done */
    const put = async ({ name }: Member): Promise<string | undefined> => {
      writes += 1;
      const value = `${name} ${memberID} ${performance.now()} ${writes}`;
      const outcome = await operator(name).perform({ put: { key: `nospace/${name}`, value } });
      return outcome.is === 'ok' ? undefined : outcome.error;
    };
    return {
      target: victim,
      // A majority goes on answering reads, but no client can count on a write.
      quorum: false,
      out: [],
      inject: () =>
        asked(
          'raising NOSPACE',
          member.client.maintenance.alarm({
            action: AlarmAction.Activate,
            memberID,
            alarm: AlarmType.Nospace,
          }),
        ),
      prove: () =>
        observe(async () => {
          const refused = await Promise.all(cluster.members.map(put));
          return refused.every((why) => why?.includes('database space exceeded') === true)
            ? `a put through each of ${refused.length} members refused: database space exceeded`
            : undefined;
        }, 'puts through every member to be refused for lack of space'),
      heal: async () => {
        await until(
          async () => {
            const disarm = { action: AlarmAction.Deactivate, memberID, alarm: AlarmType.Nospace };
            await member.client.maintenance.alarm(disarm).catch(() => undefined);
            return (await Promise.all(cluster.members.map(put))).every((why) => why === undefined);
          },
          { within: 20_000, every: 200, what: 'puts through every member to be done again' },
        );
      },
    };
  },
};
