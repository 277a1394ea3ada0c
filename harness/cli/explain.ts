import type { Argv } from 'yargs';
import { ExitCode } from '../errors/exit-code';
import { Refusal } from '../errors/refusal';
import { CRITERIA } from '../result/criteria';
import { command } from './command';

/** `etcd-assay explain CRITERION`: what it means, its threshold, its source, what to do. */
export const explain = command({
  usage: 'explain <criterion>',
  describe: 'say what a criterion means, its threshold, its source, and what to do about it',
  options: (argv: Argv) =>
    argv.positional('criterion', {
      type: 'string',
      describe: 'id as printed by the gate',
      demandOption: true,
    }),
  run: ({ criterion: id }, { terminal }) => {
    const criterion = CRITERIA.find((one) => one.id === id);
    if (criterion === undefined) {
      throw Refusal.usage(`no criterion "${id}"; there are: ${CRITERIA.map((one) => one.id).join(', ')}`);
    }
    if (!terminal.json) {
      terminal.line(`${criterion.id} (${criterion.claim}): ${criterion.title}`);
    }
    return Promise.resolve({ exitCode: ExitCode.pass, json: criterion });
  },
});
