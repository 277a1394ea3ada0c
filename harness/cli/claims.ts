import type { Argv } from 'yargs';
import { wrap } from '../../reports/wrap';
import { ExitCode } from '../errors/exit-code';
import { DEFAULT_TRAFFIC } from '../workload/traffic/catalogue';
import { gateCriteria, suitesOf } from '../gate/suite-criteria';
import type { SuiteName } from '../gate/suites';
import { CLAIMS, type ClaimId } from '../result/claims';
import { CRITERIA } from '../result/criteria';
import type { CriterionId } from '../result/criterion-id';
import { command } from './command';

/** A claim with all that judges it; nothing does where both lists are empty. */
interface Listed {
  readonly id: ClaimId;
  readonly text: string;
  /** What an honest verdict has to show. */
  readonly shows: string;
  readonly suites: readonly SuiteName[];
  readonly criteria: readonly CriterionId[];
  /** A command that judges it besides, from more than one run. */
  readonly commands: readonly string[];
}

/** What no single run can show. */
const BY_COMMAND: Readonly<Partial<Record<ClaimId, readonly string[]>>> = { 'TOPO-3': ['compare'] };

const GATE = gateCriteria(DEFAULT_TRAFFIC);

/** `etcd-assay claims`: everything that is to be put to the test, and what judges it. */
export const claims = command({
  usage: 'claims',
  describe: 'list every claim with the suites and criteria that judge it, and those that nothing judges yet',
  options: (argv: Argv) => argv,
  run: (_, { terminal }) => {
    const listed = CLAIMS.map(({ id, statement, shows }): Listed => ({
      ...{ id, text: statement, shows, suites: suitesOf(id) },
      criteria: CRITERIA.filter(({ claim }) => claim === id).map((criterion) => criterion.id),
      commands: BY_COMMAND[id] ?? [],
    }));
    if (!terminal.json) {
      const width = Math.min(100, terminal.look.columns);
      terminal.lines(listed.flatMap((one) => [...linesOf(one, width), '']));
      const judged = listed.filter(({ criteria, commands }) => criteria.length + commands.length > 0).length;
      terminal.line(`${judged} of ${listed.length} claims are judged in this version`);
    }
    return Promise.resolve({ exitCode: ExitCode.pass, json: { claims: listed } });
  },
});

function linesOf({ id, text, shows, suites, criteria, commands }: Listed, width: number): string[] {
  const inGate = criteria.some((one) => GATE.includes(one));
  const by = `${suites.map((name) => `suite ${name}`).join(', ')}${inGate ? ' and the gate' : ''}: ${criteria.join(', ')}`;
  return [
    ...wrap(`${id}: ${text}`, width),
    ...wrap(`shows: ${shows}`, width, '  '),
    ...wrap(
      criteria.length > 0 ? by : commands.length > 0 ? `command ${commands.join(', ')}` : 'not yet',
      width,
      '  ',
    ),
  ];
}
