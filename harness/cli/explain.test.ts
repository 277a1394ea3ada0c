import { describe, expect, jest, test } from '@jest/globals';
import { CRITERIA } from '../result/criteria';
import { CLAIMS } from '../result/claims';
import { runCommandLine } from './command-line';

interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function say(...words: string[]): Promise<Said> {
  const said = { out: '', err: '' };
  const out = jest
    .spyOn(process.stdout, 'write')
    .mockImplementation((text) => ((said.out += String(text)), true));
  const err = jest
    .spyOn(process.stderr, 'write')
    .mockImplementation((text) => ((said.err += String(text)), true));
  try {
    const code = await runCommandLine(words, new AbortController().signal);
    return { code, ...said };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}

describe('explain', () => {
  test.each(CRITERIA.map(({ id }) => id))('%s: every part, within 80 columns', async (id) => {
    const { code, out, err } = await say('explain', id);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const heading of [
      'Meaning',
      'Threshold',
      'Source',
      'When it does not pass',
      'When it is inconclusive',
    ]) {
      expect(out).toContain(`\n${heading}\n  `);
    }
    expect(Math.max(...out.split('\n').map((line) => Array.from(line).length))).toBeLessThanOrEqual(80);
  });

  test('says whose the threshold is', async () => {
    expect((await say('explain', 'upgrade-gap')).out).toContain(
      '  at most 5 s; yours with --threshold upgrade-gap=VALUE, in s\n',
    );
    expect((await say('explain', 'linearizable')).out).toContain('  at most 0 violations; not settable\n');
    expect((await say('explain', 'faults-proven')).out).toContain('  at least 100 %; not settable\n');
  });

  test('a claim, in either case, lists its criteria', async () => {
    const { out } = await say('explain', 'upg-6');
    expect(out).toContain('UPG-6: Every member ends at the wanted version');
    expect(out).toContain('\nversions-reached (UPG-6): ');
    expect(out).toContain('\nmembers-stay-up (UPG-6): ');
    expect(out).not.toContain('upgrade-gap (');
  });

  test('a claim that nothing judges yet says so', async () => {
    const { out } = await say('explain', 'rest-4');
    expect(out).toMatch(/^REST-4: Velero holds.*\n\nNo criterion of this version judges it\.\n$/s);
  });

  test('"run" lists the conditions of the run', async () => {
    expect((await say('explain', 'run')).out).toContain('\njournal-whole (run): ');
  });

  test('--json prints exactly the one object', async () => {
    const { out, err } = await say('explain', 'linearizable', '--json');
    expect(JSON.parse(out)).toEqual(CRITERIA.find((one) => one.id === 'linearizable'));
    expect(err).toBe('');
    const claim: unknown = JSON.parse((await say('explain', 'CAS-4', '--json')).out);
    expect(claim).toEqual({
      ...CLAIMS.find((one) => one.id === 'CAS-4'),
      criteria: [CRITERIA.find((one) => one.id === 'cas-one-winner')],
    });
  });

  test.each([
    ['linearisable', 'no criterion or claim "linearisable"; did you mean "linearizable"?'],
    ['CAS-7', 'no criterion or claim "CAS-7"; did you mean "CAS-1"?'],
    ['\u001b[2J', expect.stringMatching(/^no criterion or claim "\\u\{1b\}\[2J"; there are: /)],
  ])('%j is a usage error that names the nearest', async (id, message) => {
    const { code, out } = await say('explain', id, '--json');
    expect(code).toBe(2);
    expect(JSON.parse(out)).toEqual({ verdict: null, exitCode: 2, error: message, interrupted: false });
  });
});
