import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Argv } from 'yargs';
import { judge } from '../checkers/judge';
import { Refusal } from '../errors/refusal';
import { readJournal } from '../journal/reader';
import type { Result } from '../result/result';
import { resultOf } from '../result/result-of';
import { command } from './command';
import { describeJudgement } from './describe-judgement';

/** `etcd-assay check JOURNAL`: judges a journal again, from its records alone. */
export const check = command({
  usage: 'check <journal>',
  describe: 'judge a journal again, from its records alone',
  options: (argv: Argv) =>
    argv
      .positional('journal', { type: 'string', describe: 'a journal.jsonl of any run', demandOption: true })
      .option('out', { type: 'string', describe: 'write result.json into this folder, new or empty' }),
  run: async ({ journal: path, out }, { terminal }) => {
    if (out !== undefined) {
      await prepare(out);
    }
    const { header, records, cut } = await readJournal(path);
    const judgement = judge(records, cut?.line);
    const error =
      cut === undefined ? undefined : `${path} is cut off at line ${cut.line}; judged up to there`;
    const result = resultOf(header, judgement, { error });
    describeJudgement(judgement).forEach((line) => terminal.line(line));
    if (error !== undefined) {
      terminal.line(error);
    }
    if (out !== undefined) {
      await save(result, out);
    }
    return { exitCode: result.exitCode, json: result };
  },
});

/** Before judging, so that a wrong folder costs no time. */
async function prepare(out: string): Promise<void> {
  const reason = (error: unknown) => (error instanceof Error ? error.message : String(error));
  await mkdir(out, { recursive: true }).catch((error: unknown) => {
    throw Refusal.usage(`--out ${out} cannot be made: ${reason(error)}`);
  });
  if ((await readdir(out)).length > 0) {
    throw Refusal.usage(`--out ${out} is not empty; name a new folder`);
  }
}

async function save(result: Result, out: string): Promise<void> {
  const path = join(out, 'result.json');
  await writeFile(path, `${JSON.stringify(result, null, 2)}\n`).catch((error: unknown) => {
    throw Refusal.environment(
      `cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
}
