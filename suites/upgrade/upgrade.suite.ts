import { beforeAll } from '@jest/globals';
import { judge } from '../../harness/checkers/judge';
import { readHistory } from '../../harness/checkers/read-history';
import { Refusal } from '../../harness/errors/refusal';
import type { ClaimId } from '../../harness/result/claims';
import { CRITERIA } from '../../harness/result/criteria';
import type { Judgement } from '../../harness/result/result';
import { arenaOf, surroundings } from '../../harness/suite-run/surroundings';
import { claimTest } from '../assay';
import { Unanswered } from '../unanswered';
import { uphold } from './claim-verdict';

const ASSAYED: readonly ClaimId[] = ['UPG-1', 'UPG-2', 'UPG-3', 'UPG-4', 'UPG-5', 'UPG-6'];

const { kubernetes } = arenaOf(surroundings());

/** What clients of the Kubernetes API see says nothing where there are none. */
const criteriaOf = (claim: ClaimId) =>
  CRITERIA.filter((one) => one.claim === claim && (kubernetes !== undefined || one.id !== 'api-gap'));

let judgement: Promise<Judgement>;

/** The journal so far: everything but its own `end`, which comes after this. */
beforeAll(() => {
  judgement = judged(arenaOf(surroundings()).journalPath);
});

async function judged(path: string): Promise<Judgement> {
  const { history } = await readHistory(path).catch((error: unknown) => {
    throw error instanceof Refusal ? new Unanswered(error.message) : error;
  });
  const criteria = ASSAYED.flatMap(criteriaOf).map(({ id }) => id);
  return judge({ ...history, header: { ...history.header, criteria } });
}

for (const claim of ASSAYED) {
  const titles = criteriaOf(claim).map(({ title }) => title);
  claimTest(claim, titles.join('; '), async () => {
    uphold(
      await judgement,
      criteriaOf(claim).map(({ id }) => id),
    );
  });
}
