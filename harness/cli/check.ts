import { existsSync } from 'node:fs';
import type { Argv } from 'yargs';
import { Refusal } from '../errors/refusal';
import { judgeApart } from '../gate/judge-apart';
import { journalPath } from '../gate/paths';
import { exitCodeOf, type JudgedResult } from '../result/result-of';
import { printable } from '../../reports/printable';
import { describeJudgement } from '../../reports/describe-judgement';
import { writeReports } from '../../reports/write-reports';
import { plainQuestion, withPlainFlags } from './check-plain';
import { command } from './command';
import { makeOut } from './options/out';

/** `etcd-assay check JOURNAL`: judges a journal again, from its records alone. */
export const check = command({
  usage: 'check <journal..>',
  describe: 'judge a journal again, from its records alone',
  options: (argv: Argv) =>
    withPlainFlags(argv)
      .positional('journal', {
        type: 'string',
        array: true,
        describe: 'a journal.jsonl of any run, or the folder that holds it; with --model, plain histories',
        demandOption: true,
      })
      .option('out', { type: 'string', describe: 'write result.json into this folder, new or empty' }),
  run: async ({ journal: paths, out, ...plain }, { terminal, signal }) => {
    if (out !== undefined) {
      makeOut(out);
    }
    const question = plainQuestion(paths, plain);
    const result =
      question === undefined
        ? judgedAgain(await judgeApart({ run: journalAt(paths[0] ?? '') }, signal))
        : await judgeApart({ plain: question }, signal);
    terminal.lines(describeJudgement(result, terminal.look));
    if (result.error !== null) {
      terminal.line(printable(result.error));
    }
    if (out !== undefined) {
      const { failures } = writeReports(out, result);
      if (failures.length > 0) {
        throw Refusal.environment(failures.join('; '));
      }
    }
    return { exitCode: result.exitCode, json: result };
  },
});

/** A run's folder stands for the journal in it. */
function journalAt(path: string): string {
  const journal = journalPath({ out: path });
  return existsSync(journal) ? journal : path;
}

/** That the run was interrupted then is no interruption of judging it now. */
const judgedAgain = (result: JudgedResult): JudgedResult => ({
  ...result,
  exitCode: exitCodeOf(result.verdict),
  interrupted: false,
});
