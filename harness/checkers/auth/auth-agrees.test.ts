import { describe, expect, test } from '@jest/globals';
import type { AuthContent } from '../../journal/auth';
import { buildHistory } from '../testing/build-history';
import { JournalBuilder } from '../testing/journal-builder';
import { authAgrees } from './auth-agrees';

const EXISTS = 'etcdserver: user name already exists';
const content = (users: Record<string, string[]>, roles: Record<string, string[]> = {}): AuthContent => ({
  enabled: false,
  users: Object.entries(users).map(([name, granted]) => ({ name, roles: granted })),
  roles: Object.entries(roles).map(([name, keys]) => ({
    name,
    permissions: keys.map((key) => ({ key, may: 'read' })),
  })),
});

/** The findings of a run of these changes at whose end m1 and m2 tell this. */
function found(
  act: (run: JournalBuilder) => void,
  m1: AuthContent,
  m2 = m1,
  revisions: readonly [number, number] = [7, 7],
): string[] {
  const run = new JournalBuilder().client(1).client(2, 'm2');
  act(run);
  run.tell({ type: 'auth-state', member: 'm1', revision: revisions[0], content: m1 });
  run.tell({ type: 'auth-state', member: 'm2', revision: revisions[1], content: m2 });
  return authAgrees(buildHistory(run.end())).findings.map(({ message }) => message);
}

const addAnn = (run: JournalBuilder): void => void run.changeAuth(1, { addUser: 'ann' });

describe('in the end', () => {
  test('what was asked for is there', () => {
    expect(found(addAnn, content({ ann: [] }))).toEqual([]);
  });

  test('an acknowledged user that is not there is missed', () => {
    expect(found(addAnn, content({}))).toEqual([
      'm1 knows no user ann at the end, and what was asked for leaves user ann with nothing',
      'm2 knows no user ann at the end, and what was asked for leaves user ann with nothing',
    ]);
  });

  test('one whom nobody added is found', () => {
    expect(found(addAnn, content({ ann: [], eve: [] }))).toContain(
      'm1 has user eve at the end, which nobody asked for',
    );
  });

  test('members that know different things are found', () => {
    expect(found(addAnn, content({ ann: [] }), content({ ann: ['r'] }))).toContain(
      'm1 knows user ann with nothing at the end, and m2 knows user ann with role r',
    );
  });

  test('members at different auth revisions are found', () => {
    expect(found(addAnn, content({ ann: [] }), undefined, [7, 8])).toEqual([
      'm1 is at auth revision 7 at the end, and m2 at 8',
    ]);
  });

  test('authentication that nobody switched on is found', () => {
    expect(found(addAnn, { ...content({ ann: [] }), enabled: true })).toContain(
      'm1 has authentication at the end, which nobody asked for',
    );
  });

  test("a role that was deleted is nobody's any more", () => {
    const act = (run: JournalBuilder): void => {
      addAnn(run);
      run.changeAuth(1, { addRole: 'r' });
      run.changeAuth(1, { grantRole: { user: 'ann', role: 'r' } });
      run.changeAuth(1, { deleteRole: 'r' });
    };
    expect(found(act, content({ ann: [] }))).toEqual([]);
    expect(found(act, content({ ann: ['r'] }))).toHaveLength(2);
  });

  test('a permission is granted and revoked by its span', () => {
    const act = (run: JournalBuilder): void => {
      run.changeAuth(1, { addRole: 'r' });
      for (const key of ['a', 'b']) {
        run.changeAuth(1, { grant: { role: 'r', permission: { key, may: 'read' } } });
      }
      run.changeAuth(1, { revoke: { role: 'r', key: 'a' } });
    };
    expect(found(act, content({}, { r: ['b'] }))).toEqual([]);
    expect(found(act, content({}, { r: ['a', 'b'] }))).toHaveLength(2);
  });
});

describe('a change without an answer', () => {
  const lost = (run: JournalBuilder): void => void run.changeAuth(1, { addUser: 'ann' }, 'unknown');

  test('may be there or not', () => {
    expect(found(lost, content({ ann: [] }))).toEqual([]);
    expect(found(lost, content({}))).toEqual([]);
  });

  test('may take effect after later ones', () => {
    const act = (run: JournalBuilder): void => {
      lost(run);
      addAnn(run);
      run.changeAuth(1, { deleteUser: 'ann' });
    };
    expect(found(act, content({ ann: [] }))).toEqual([]);
  });

  test('has been there where a later one was refused for it', () => {
    const act = (run: JournalBuilder): void => {
      lost(run);
      run.changeAuth(1, { addUser: 'ann' }, EXISTS);
    };
    expect(found(act, content({ ann: [] }))).toEqual([]);
    expect(found(act, content({}))).toHaveLength(2);
  });
});

describe('what a client was told', () => {
  test('a refusal without a reason is found', () => {
    expect(found((run) => void run.changeAuth(1, { addUser: 'ann' }, EXISTS), content({}))).toEqual([
      expect.stringMatching(
        /^adding user ann by client 1 was refused with "etcdserver: user name already exists" at .* no order/,
      ),
    ]);
  });

  test('a user that is added twice is found', () => {
    const act = (run: JournalBuilder): void => {
      addAnn(run);
      addAnn(run);
    };
    expect(found(act, content({ ann: [] }))).toEqual([
      expect.stringMatching(/^adding user ann .* was done at/),
    ]);
  });

  test('two at once may come in either order', () => {
    const act = (run: JournalBuilder): void => {
      const [add, remove] = [{ addUser: 'ann' }, { deleteUser: 'ann' }];
      const [first, second] = [run.askAuth(1, remove), run.askAuth(2, add)];
      run.answerAuth(first, remove);
      run.answerAuth(second, add);
    };
    expect(found(act, content({}))).toEqual([]);
    expect(found(act, content({ ann: [] }))).toHaveLength(2);
  });
});

test('authentication is switched on only with a root that has its role', () => {
  const act = (run: JournalBuilder): void => {
    run.changeAuth(1, { enabled: true }, 'etcdserver: root user does not exist');
    run.changeAuth(1, { addUser: 'root' });
    run.changeAuth(1, { enabled: true }, 'etcdserver: root user does not have root role');
    run.changeAuth(1, { grantRole: { user: 'root', role: 'root' } });
    run.changeAuth(1, { enabled: true });
  };
  expect(found(act, { ...content({ root: ['root'] }), enabled: true })).toEqual([]);
  expect(found(act, content({ root: ['root'] }))).toHaveLength(2);
});

test('more ways than can be tried are no verdict', () => {
  const run = new JournalBuilder().client(1);
  for (let i = 0; i < 16; i += 1) {
    run.changeAuth(1, { addUser: `u${i}` }, 'unknown');
    run.changeAuth(1, { grantRole: { user: `u${i}`, role: 'shared' } }, 'unknown');
  }
  run.changeAuth(1, { addRole: 'shared' });
  expect(authAgrees(buildHistory(run.end()))).toMatchObject({ findings: [], unjudged: 1 });
});
