import type { Argv } from 'yargs';
import { figure } from '../result/figure';
import { wrap } from '../../reports/wrap';
import { ExitCode } from '../errors/exit-code';
import { Refusal } from '../errors/refusal';
import { CLAIMS } from '../result/claims';
import { CRITERIA, type Criterion } from '../result/criteria';
import { command } from './command';
import { suggestion } from './options/nearest';
import { once, quoted } from './options/once';

/** `etcd-assay explain ID`: a criterion's meaning, threshold, source, and what to do; or a claim's criteria. */
export const explain = command({
  usage: 'explain <id>',
  describe: 'say what a criterion (or a claim such as CAS-4) means, its threshold, its source, what to do',
  options: (argv: Argv) =>
    argv.positional('id', {
      type: 'string',
      describe: 'id of a criterion or a claim, as the gate prints it; "run" for conditions of the run itself',
      demandOption: true,
    }),
  run: ({ id }, { terminal }) => {
    const explained = explanationOf(id === '' ? '' : (once('id', id) ?? ''));
    if (!terminal.json) {
      terminal.lines(explained.lines(Math.min(80, terminal.look.columns)));
    }
    return Promise.resolve({ exitCode: ExitCode.pass, json: explained.json });
  },
});

interface Explanation {
  readonly json: object;
  readonly lines: (width: number) => string[];
}

function explanationOf(id: string): Explanation {
  const criterion = CRITERIA.find((one) => one.id === id.toLowerCase());
  if (criterion !== undefined) {
    return { json: criterion, lines: (width) => criterionLines(criterion, width) };
  }
  const claim = [...CLAIMS, RUN].find((one) => one.id.toLowerCase() === id.toLowerCase());
  if (claim === undefined) {
    const known = [...CRITERIA, ...CLAIMS].map((one) => one.id);
    throw Refusal.usage(`no criterion or claim "${quoted(id)}"${suggestion(id, known)}`);
  }
  const criteria = CRITERIA.filter((one) => one.claim === claim.id);
  return {
    json: { ...claim, criteria },
    lines: (width) => [
      ...wrap(`${claim.id}: ${claim.statement}`, width),
      ...(criteria.length === 0 ? ['', NOT_YET] : []),
      ...criteria.flatMap((one) => ['', ...criterionLines(one, width)]),
    ],
  };
}

const NOT_YET = 'No criterion of this version judges it.';

/** Stands where a claim does for the conditions that a run itself must meet. */
const RUN = {
  id: 'run',
  statement: 'What a run must meet to prove anything; where it does not, the verdict is inconclusive.',
} as const;

function criterionLines(criterion: Criterion, width: number): string[] {
  const { id, claim, title, meaning, source, advice, repeating } = criterion;
  const part = (heading: string, text: string): string[] => ['', heading, ...wrap(text, width, '  ')];
  return [
    ...wrap(`${id} (${claim}): ${title}`, width),
    ...part('Meaning', meaning),
    ...part('Threshold', thresholdWords(criterion)),
    ...part('Source', source),
    ...part('When it does not pass', advice),
    ...part('When it is inconclusive', repeating),
  ];
}

function thresholdWords({ id, bound, threshold, unit, settable }: Criterion): string {
  const set = settable ? `; yours with --threshold ${id}=VALUE, in ${unit}` : '; not settable';
  return `at ${bound} ${figure(threshold, unit)}${set}`;
}
