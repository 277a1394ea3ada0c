import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ExitCode } from '../../errors/exit-code';
import { packageRoot } from '../../package/root';
import { refusalLine, refusalOf } from '../testing/refusal-of';
import { parseConfig, readConfig } from './config';

const refusal = (text: string): string => refusalLine(() => parseConfig('c.yaml', text));

describe('the configuration file', () => {
  test('every key', () => {
    const text = `
# the gate before a release
from: 3.5.35
to: "3.6.16"
etcd: 3.6.15
members: 3
topology: dedicated-3
profile: soak
budget: 2h
for: 1h30m
runtime: sandbox
seed: 42
out: results
thresholds:
  upgrade-gap: 2.5
  harness-lag: 500
programs:
  etcd@3.6.16: ./etcd
`;
    expect(parseConfig('there/c.yaml', text)).toEqual({
      from: '3.5.35',
      to: '3.6.16',
      etcd: '3.6.15',
      members: 3,
      topology: 'dedicated-3',
      profile: 'soak',
      budget: '2h',
      for: '1h30m',
      runtime: 'sandbox',
      seed: 42,
      out: 'results',
      thresholds: { 'upgrade-gap': 2.5, 'harness-lag': 500 },
      programs: { 'etcd@3.6.16': resolve('there/etcd') },
    });
  });

  test('a version that looks like a number is kept as it was written', () => {
    expect(parseConfig('c.yaml', 'from: 3.10\nto: 3.6\netcd: 3.70')).toEqual({
      from: '3.10',
      to: '3.6',
      etcd: '3.70',
    });
  });

  test('a byte order mark, Windows line ends and comments are fine', () => {
    expect(parseConfig('c.yaml', '\ufeff# x\r\nseed: 1\r\n')).toEqual({ seed: 1 });
  });

  test.each([
    ['', 'c.yaml:1:1 is empty; give it a key, such as to: "3.6.16"'],
    ['# only a comment\n', 'c.yaml:1:1 is empty; give it a key, such as to: "3.6.16"'],
    ['- from', 'c.yaml:1:1 must be keys and values, such as to: "3.6.16"'],
    ['\n\n  3.6.16', 'c.yaml:3:3 must be keys and values, such as to: "3.6.16"'],
    ['seed: 1\nfrom: a\nseed: 2\n', 'c.yaml:3:1 seed: is given twice'],
    ['thresholds:\n  upgrade-gap: 1\n  upgrade-gap: 2\n', 'c.yaml:3:3 upgrade-gap: is given twice'],
    ['seed: 1\nprofil: quick\n', 'c.yaml:2:1 profil: unknown key; did you mean "profile"?'],
    [
      'xyzzyxyzzy: 1',
      expect.stringMatching(/^c\.yaml:1:1 xyzzyxyzzy: unknown key; there are: from, to, etcd, members, /),
    ],
    ['__proto__: 1', expect.stringMatching(/^c\.yaml:1:1 __proto__: unknown key; /)],
    ['"a\\u001b[2J\\nb": 1', expect.stringMatching(/^c\.yaml:1:1 a\\u\{1b\}\[2J\\nb: unknown key/)],
    ['seed: many', 'c.yaml:1:7 seed: must be a number, not "many"'],
    ['seed: 1.5', 'c.yaml:1:7 seed: must be a whole number, not "1.5"'],
    ['seed: -1', 'c.yaml:1:7 seed: must be at least 0'],
    ['seed: 4294967296', 'c.yaml:1:7 seed: must be at most 4294967295'],
    ['seed: .nan', 'c.yaml:1:7 seed: must be a number, not ".nan"'],
    ['seed: "7"', 'c.yaml:1:7 seed: must be a number, not "7"'],
    ['from:\n', 'c.yaml:1:6 from: must be text (put it in quotes), not nothing'],
    ['from: ""', 'c.yaml:1:7 from: must not be empty'],
    ['from: [3.5]', 'c.yaml:1:7 from: must be text (put it in quotes), not a list'],
    ['out: {a: 1}', 'c.yaml:1:6 out: must be text (put it in quotes), not keys and values'],
    [
      'topology: true',
      'c.yaml:1:11 topology: there is no "true"; there are: dedicated-1, dedicated-3, dedicated-5, colocated-1, colocated-3, colocated-3-all, dedicated-1+1, dedicated-3+3',
    ],
    ['members: 4', 'c.yaml:1:10 members: must be 1, 3, 5, not "4"'],
    ['profile: fast', 'c.yaml:1:10 profile: must be quick, standard, soak, not "fast"'],
    ['budget: 10', 'c.yaml:1:9 budget: must be text (put it in quotes), not "10"'],
    [
      'budget: 10 minutes',
      'c.yaml:1:9 budget: must be a duration such as 90s, 10m or 1h30m, not "10 minutes"',
    ],
    ['thresholds: 5', 'c.yaml:1:13 thresholds: must be keys and values, not "5"'],
    [
      'thresholds:\n  upgrade-gab: 5',
      'c.yaml:2:3 thresholds.upgrade-gab: unknown key; did you mean "upgrade-gap"?',
    ],
    [
      'thresholds:\n  linearizable: 5',
      expect.stringMatching(/^c\.yaml:2:3 thresholds\.linearizable: unknown key; there are: upgrade-gap/),
    ],
    ['thresholds:\n  upgrade-gap: -1', 'c.yaml:2:16 thresholds.upgrade-gap: must be at least 0'],
    ['thresholds:\n  upgrade-gap: .inf', 'c.yaml:2:16 thresholds.upgrade-gap: must be a number, not ".inf"'],
    ['programs:\n  etcd: ./x', 'c.yaml:2:9 programs.etcd: must be NAME@VERSION, as in etcd@3.6.16'],
    [
      'programs:\n  etcd@3.6.16: 5',
      'c.yaml:2:16 programs.etcd@3.6.16: must be text (put it in quotes), not "5"',
    ],
    ['thresholds:\n\tupgrade-gap: 5', expect.stringMatching(/^c\.yaml:2:1 is not YAML: .*[Tt]ab/)],
    ['from: "3.5', expect.stringMatching(/^c\.yaml:1:\d+ is not YAML: /)],
    ['from: a: b', expect.stringMatching(/^c\.yaml:1:\d+ is not YAML: /)],
    ['from: a\n---\nfrom: b', expect.stringMatching(/^c\.yaml:2:1 is not YAML: .*multiple documents/)],
    ['from: !!js/function x', expect.stringMatching(/^c\.yaml:1:7 is not YAML: Unresolved tag/)],
    ['from: &a x\nto: *a', 'c.yaml:2:5 aliases (*) are not allowed here'],
    ['? [a, b]\n: 1', expect.stringMatching(/^c\.yaml:1:3 is not YAML: /)],
    [`out: ${'['.repeat(30_000)}`, 'c.yaml:1:1 holds far more lists than a configuration has'],
    [`out: ${'{a: '.repeat(10_000)}`, 'c.yaml:1:1 holds far more lists than a configuration has'],
    ['- '.repeat(30_000), 'c.yaml:1:1 holds far more lists than a configuration has'],
    ['? '.repeat(30_000), 'c.yaml:1:1 holds far more lists than a configuration has'],
    [
      Array.from({ length: 300 }, (_, n) => `${' '.repeat(n)}a:\n`).join(''),
      expect.stringMatching(/^c\.yaml:1:1 a: unknown key/),
    ],
    [
      'seed: x\nmembers: 4\nfoo: 1',
      'c.yaml:1:7 seed: must be a number, not "x" (and 2 more, the next in line 2)',
    ],
    ['faults: [kill, pwer-cut]', 'c.yaml:1:16 faults.1: there is no "pwer-cut"; did you mean "power-cut"?'],
    ['for: 2s', 'c.yaml:1:6 for: must be from 10s to 168h'],
    [
      'topology: dedicated-5\nmembers: 3',
      'c.yaml:2:10 members: means dedicated-3, but topology says dedicated-5; give one of them',
    ],
  ])('%.40j is refused with its place', (text, line) => expect(refusal(text)).toEqual(line));

  test('a bomb of aliases is refused at once', () => {
    const levels = Array.from(
      { length: 12 },
      (_, n) => `a${n + 1}: &a${n + 1} [${'*a'.concat(String(n), ',').repeat(9)}]`,
    );
    const started = performance.now();
    expect(refusal(`a0: &a0 [x]\n${levels.join('\n')}`)).toBe('c.yaml:2:10 aliases (*) are not allowed here');
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

test('the example in the documentation is a valid file', () => {
  const page = readFileSync(join(packageRoot(), 'docs', 'configuration.md'), 'utf8');
  const [, example = ''] = /```yaml\n(.*?)```/s.exec(page) ?? [];
  expect(parseConfig('docs', example)).toMatchObject({ to: '3.6.16', thresholds: { 'upgrade-gap': 5 } });
});

describe('--config', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'etcd-assay-config-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('not given is empty', () => expect(readConfig(undefined)).toEqual({}));

  test('a file, through a link too', () => {
    writeFileSync(join(folder, 'c.yaml'), 'seed: 5\n');
    symlinkSync('c.yaml', join(folder, 'link.yaml'));
    expect(readConfig(join(folder, 'link.yaml'))).toEqual({ seed: 5 });
  });

  test.each([
    ['missing', '', /cannot be read: ENOENT/],
    ['a folder', '.', /is not a file$/],
    ['a device', '/dev/zero', /is not a file$/],
  ])('%s is refused', (_, name, message) => {
    const path = name.startsWith('/') ? name : name === '' ? join(folder, 'none') : folder;
    expect(refusalLine(() => readConfig(path))).toMatch(message);
    expect(refusalOf(() => readConfig(path)).exitCode).toBe(ExitCode.usage);
  });

  test.each([
    ['too large', Buffer.alloc(65 * 1024, 'a'), /is too large \(over 65536 bytes\)/],
    ['not UTF-8', Buffer.from([0xff, 0xfe, 0x00]), /cannot be read: The encoded data was not valid/],
  ])('%s is refused', (_, content, message) => {
    const path = join(folder, 'c.yaml');
    writeFileSync(path, content);
    expect(refusalLine(() => readConfig(path))).toMatch(message);
  });

  test('two files are refused', () => {
    expect(refusalLine(() => readConfig(['a', 'b']))).toBe('--config is given 2 times; give it once');
  });
});
