import { describe, expect, jest, test } from '@jest/globals';
import { runCommandLine } from './command-line';

async function refusal(...words: string[]): Promise<unknown> {
  let out = '';
  const stdout = jest
    .spyOn(process.stdout, 'write')
    .mockImplementation((text) => ((out += String(text)), true));
  const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    expect(await runCommandLine([...words, '--json'], new AbortController().signal)).toBe(2);
  } finally {
    stdout.mockRestore();
    stderr.mockRestore();
  }
  return (JSON.parse(out) as { error: unknown }).error;
}

describe('a mistake on the command line is told once, as it was written', () => {
  test.each([
    [[], 'name a command; "etcd-assay --help" lists them'],
    [['gaet'], 'no command "gaet"; did you mean "gate"?'],
    [['gaet', '--sedd', '1'], 'no command "gaet"; did you mean "gate"?'],
    [
      ['frobnicate'],
      'no command "frobnicate"; there are: gate, suite, shrink, latency, tune, contention, compare, restore, calibrate, verify-snapshot, decode, check, explain, claims, clean, fetch, doctor',
    ],
    [['gate', '--sedd', '1'], 'no flag "--sedd", did you mean "--seed"?'],
    [['gate', '--dry-rum'], 'no flag "--dry-rum", did you mean "--dry-run"?'],
    [['gate', '--no-sed'], 'no flag "--no-sed"; see "etcd-assay gate --help"'],
    [['suite', 'cas', '--dry-run'], 'no flag "--dry-run"; see "etcd-assay suite --help"'],
    [
      ['suite', 'cas', '--dry-run', '--zxcvbnm-qwerty=1'],
      'no flag "--dry-run"; no flag "--zxcvbnm-qwerty"; see "etcd-assay suite --help"',
    ],
    [['gate', '-x'], 'no flag "-x"; see "etcd-assay gate --help"'],
    [['gate', 'extra'], 'nothing takes the word "extra"; see "etcd-assay gate --help"'],
    [['explain'], 'something is missing; write "etcd-assay explain <id>"'],
    [['gate', '--from'], 'Not enough arguments following: from; see "etcd-assay gate --help"'],
    [['gate', '--no-seed'], '--seed needs one value; see "etcd-assay --help"'],
  ])('%j: %s', async (words, message) => {
    expect(await refusal(...words)).toBe(message);
  });

  test.each([[''], ['nonsense'], ['zzzzzzzzzzzzzzzzzzzz']])('explain %j', async (id) => {
    expect(await refusal('explain', id)).toMatch(
      /^no criterion or claim "\w*"; (there are: linearizable, |did you mean "[\w-]+"\?$)/,
    );
  });
});
