import { beforeAll, test } from '@jest/globals';
import { judge } from '../../harness/checkers/judge';
import { readJournal } from '../../harness/journal/reader';
import type { CriterionId } from '../../harness/result/criterion-id';
import type { Judgement } from '../../harness/result/result';
import { arenaOf, surroundings } from '../../harness/suite-run/surroundings';
import { uphold } from './claim-verdict';

/** Each claim with the criteria by which it is judged. */
const CLAIMS: readonly (readonly [claimAndTitle: string, ...criteria: CriterionId[]])[] = [
  ['UPG-1 no acknowledged write is lost', 'no-lost-writes'],
  ['UPG-2 revisions never go back', 'revisions-forward'],
  ['UPG-3 members agree, mixed versions included', 'members-agree'],
  ['UPG-4 watches go on without a gap', 'watch-no-gap'],
  ['UPG-5 the cluster stays available but for a bounded gap a step', 'upgrade-gap'],
  [
    'UPG-6 every member ends at the wanted version and none restarted unasked',
    'versions-reached',
    'members-stay-up',
  ],
];

let judgement: Promise<Judgement>;

/** The journal so far: everything but its own `end`, which comes after this. */
beforeAll(() => {
  judgement = readJournal(arenaOf(surroundings()).journalPath).then(({ header, records }) => {
    const criteria = CLAIMS.flatMap(([, ...ids]) => ids);
    return judge([{ ...header, criteria }, ...records.slice(1)]);
  });
});

for (const [claimAndTitle, ...criteria] of CLAIMS) {
  test(claimAndTitle, async () => {
    uphold(await judgement, criteria);
  });
}
