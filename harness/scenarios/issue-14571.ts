import { leftBehind, write } from './left-behind';
import type { Scenario } from './scenario';
import { credentialsOf, type Stage } from './stage';

const KEY = 'of ann';

/**
 * A member that gets its users and permissions by a snapshot goes by the ones that it knew before: it refuses, as it
 * carries them out, writes that all others do.
 */
export const stalePermissions: Scenario = {
  id: '14571',
  title: 'a member that caught up by a snapshot refuses writes that new permissions allow',
  affected: 'up to 3.5.5',
  versions: { affected: '3.5.5', fixed: '3.5.35' },
  members: 3,
  flags: () => ['--snapshot-count=100'],
  criteria: [
    ...([
      'linearizable',
      'no-lost-writes',
      'revisions-forward',
      'members-agree',
      'auth-agrees',
      'members-stay-up',
      'faults-proven',
    ] as const),
    ...(['journal-whole', 'trigger-fired'] as const),
  ],
  shows: 'every time',
  act: async (stage) => {
    const name = (await stage.cluster.leader()).name;
    await write(stage, name, 200);
    await stage.mustChange(
      stage.at(name),
      ...[{ addUser: 'root' }, { grantRole: { user: 'root', role: 'root' } }],
      ...[{ addUser: 'ann' }, { addRole: 'writer' }, { enabled: true }],
    );
    stage.signIn('root');
    await leftBehind(stage, { entries: 5_500, before: () => allow(stage) });
    const leader = (await stage.cluster.leader()).name;
    const ann = stage.another(leader, undefined, credentialsOf('ann'));
    await ann.perform({ put: { key: KEY, value: stage.unique() } });
    await stage.mustChange(stage.at(leader), { enabled: false });
    stage.signIn(undefined);
  },
};

const allow = async (stage: Stage): Promise<void> =>
  stage.mustChange(
    stage.at((await stage.cluster.leader()).name),
    { grant: { role: 'writer', permission: { key: KEY, may: 'readwrite' } } },
    { grantRole: { user: 'ann', role: 'writer' } },
  );
