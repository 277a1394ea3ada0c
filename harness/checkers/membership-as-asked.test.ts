import { describe, expect, test } from '@jest/globals';
import type { RecordOf } from '../journal/record';
import { judgeRecords } from './testing/judge-records';
import { JournalBuilder } from './testing/journal-builder';

type Change = Omit<RecordOf<'membership'>, 'type' | 't' | 'change' | 'state'>;
type Listed = RecordOf<'member-list'>['members'][number];

const VERSION = '3.6.16';

const voter = (number: number, more: Partial<Listed> = {}): Listed => ({
  ...{ id: String(number), name: `m${number}`, learner: false },
  peerUrls: [`http://m${number}:2380`],
  ...more,
});
const FOUNDERS = [voter(1), voter(2), voter(3)];
const ADDED: Change = { kind: 'add-learner', member: 'm4', id: '4', peerUrls: ['http://m4:2380'] };
const PROMOTED = { kind: 'promote', member: 'm4', id: '4' } as const;

/** Members m1 to m3 and what becomes of them. */
class Story {
  readonly journal = new JournalBuilder();
  private changes = 0;

  constructor() {
    for (const member of ['m1', 'm2', 'm3']) {
      this.journal.tell({ type: 'member', member, state: 'started', version: VERSION });
    }
    this.journal.tell({ type: 'phase', name: 'from' });
  }

  change(change: Change, state: 'ok' | 'fail' | 'unknown' = 'ok'): this {
    const about = { ...change, type: 'membership', change: (this.changes += 1) } as const;
    this.journal.tell({ ...about, state: 'asked' }).tell({ ...about, state });
    if (change.kind.startsWith('add')) {
      this.journal.tell({ type: 'member', member: change.member, state: 'started', version: VERSION });
    }
    return this;
  }

  list(member: string, members: readonly Listed[]): this {
    this.journal.tell({ type: 'member-list', member, members: [...members] });
    return this;
  }

  /** All of them tell this in the end, but for those who tell something else or nothing. */
  end(members: readonly Listed[], otherwise: Record<string, readonly Listed[] | undefined> = {}) {
    this.journal.tell({ type: 'phase', name: 'finish' });
    for (const { name } of members.filter(({ learner }) => !learner)) {
      const told = name in otherwise ? otherwise[name] : members;
      if (told !== undefined) {
        this.list(name, told);
      }
    }
    const { criteria, findings } = judgeRecords(this.journal.end());
    return {
      ...{ verdict: undefined, ...criteria.find(({ id }) => id === 'membership-as-asked') },
      words: findings
        .filter(({ checker }) => checker === 'membership-as-asked')
        .map(({ message }) => message)
        .join('\n'),
    };
  }
}

describe('the membership is as it was asked for', () => {
  test('where nobody asked for anything', () => {
    expect(new Story().end(FOUNDERS)).toMatchObject({ verdict: 'pass' });
  });

  test('after a learner was added, told, moved and promoted, and a founder removed', () => {
    const learner = voter(4, { learner: true });
    const urls = ['http://m4:2381', 'http://m4:2380'];
    const story = new Story()
      .change(ADDED)
      .list('m1', [...FOUNDERS, { ...learner, name: '' }])
      .change({ kind: 'update', member: 'm4', id: '4', peerUrls: urls })
      // A member may be late to hear of it.
      .list('m2', [...FOUNDERS, learner])
      .list('m1', [...FOUNDERS, { ...learner, peerUrls: [...urls].reverse() }])
      .change(PROMOTED, 'fail')
      .change(PROMOTED)
      .change({ kind: 'remove', member: 'm3', id: '3' });
    expect(story.end([voter(1), voter(2), voter(4, { peerUrls: urls })])).toMatchObject({ verdict: 'pass' });
  });

  test.each([
    ['done', [...FOUNDERS, voter(4)]],
    ['not done', [...FOUNDERS, voter(4, { learner: true })]],
  ])('whether a promotion that was not answered was %s', (_, members) => {
    const story = new Story().change(ADDED).change(PROMOTED, 'unknown');
    expect(story.end(members)).toMatchObject({ verdict: 'pass' });
  });

  test('where an addition was not answered, so that only the URLs are known', () => {
    const unanswered: Change = { kind: 'add-learner', member: 'm4', peerUrls: ['http://m4:2380'] };
    const story = new Story().change(unanswered, 'unknown');
    expect(story.end([...FOUNDERS, voter(4, { name: '', learner: true })])).toMatchObject({
      verdict: 'pass',
    });
  });
});

describe('a finding is', () => {
  test('a learner that votes, and nobody had asked for its promotion', () => {
    const { verdict, words } = new Story().change(ADDED).end([...FOUNDERS, voter(4)], { m4: undefined });
    expect(verdict).toBe('fail');
    expect(words).toMatch(/m1 lists m4 as a voting member at \S+ at .*makes it a learner at/);
  });

  test('one that voted before its promotion was asked for, though it was promoted later', () => {
    const members = [...FOUNDERS, voter(4)];
    const { words } = new Story().change(ADDED).list('m2', members).change(PROMOTED).end(members);
    expect(words).toMatch(/^m2 lists m4 as a voting member/);
  });

  test('one that votes after its promotion was refused', () => {
    const story = new Story().change(ADDED).change(PROMOTED, 'fail');
    expect(story.end([...FOUNDERS, voter(4)]).verdict).toBe('fail');
  });

  test('a learner that is one still, after its promotion was answered', () => {
    const story = new Story().change(ADDED).change(PROMOTED);
    expect(story.end([...FOUNDERS, voter(4, { learner: true })]).words).toMatch(
      /lists m4 as a learner .* makes it a voting member/,
    );
  });

  test('a member that nobody added', () => {
    expect(new Story().end([...FOUNDERS, voter(9)], { m9: undefined }).words).toMatch(
      /m1 lists m9 \(9\) as a voting member .* nobody had asked for such a member/,
    );
  });

  test('a removed member that is listed still, and a founder that is not', () => {
    const removal = { kind: 'remove', member: 'm3', id: '3' } as const;
    expect(new Story().change(removal).end(FOUNDERS).words).toMatch(/lists m3 .* makes it no member/);
    expect(new Story().end(FOUNDERS, { m2: [voter(1), voter(2)] }).words).toMatch(
      /m2 does not list m3 at the end/,
    );
  });

  test('URLs that were updated, and are as they were', () => {
    const moved: Change = { kind: 'update', member: 'm2', id: '2', peerUrls: ['http://m2:9'] };
    expect(new Story().change(moved).end(FOUNDERS).words).toMatch(
      /makes it a voting member at http:\/\/m2:9/,
    );
  });

  test('a member that lists another than the others', () => {
    const { words } = new Story().end(FOUNDERS, { m3: [voter(1), voter(2), voter(3, { id: '33' })] });
    expect(words).toMatch(/m1 lists .* at the end, and m3 lists .* 33 as a voting member/);
  });
});

describe('nothing is shown', () => {
  test('by members that do not tell in the end', () => {
    expect(new Story().list('m3', FOUNDERS).end(FOUNDERS, { m3: undefined })).toMatchObject({
      verdict: 'inconclusive',
      evidence: 'not told at the end by: m3',
    });
  });

  test('without a list', () => {
    const none = { m1: undefined, m2: undefined, m3: undefined };
    expect(new Story().end(FOUNDERS, none)).toMatchObject({
      verdict: 'inconclusive',
      evidence: 'no member told whom it lists',
    });
  });
});
