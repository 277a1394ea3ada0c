import { describe, expect, test } from '@jest/globals';
import yargs from 'yargs';
import { ExitCode } from '../../errors/exit-code';
import { refusalLine, refusalOf } from '../testing/refusal-of';
import { clusterOptions, membersOption, readClusterOptions, type ClusterOptions } from './cluster';
import type { Config } from './config-schema';

const NOW = new Date('2026-01-02T03:04:05.678Z');

/** Through yargs itself, since what it makes of a flag is what has to be survived. */
function read(words: string[], config: Config = {}): ClusterOptions {
  const parser = membersOption(clusterOptions(yargs(words)))
    .exitProcess(false)
    .fail((message: string | null, error: Error | undefined) => {
      throw error ?? new Error(message ?? '');
    });
  return readClusterOptions(parser.parseSync(), config, { now: NOW });
}

describe('cluster options', () => {
  test('defaults', () => {
    const { seed, ...others } = read([]);
    expect(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32).toBe(true);
    expect(others).toEqual({
      topology: 'dedicated-3',
      runtime: 'auto',
      out: `etcd-assay-runs/2026-01-02T03-04-05Z-${seed}`,
    });
  });

  test('two default seeds differ', () => {
    expect(new Set(Array.from({ length: 8 }, () => read([]).seed)).size).toBeGreaterThan(1);
  });

  test('flags win over the file, the file over defaults', () => {
    const config: Config = { topology: 'dedicated-5', runtime: 'sandbox', seed: 1, out: 'from-file' };
    expect(read([], config)).toEqual(config);
    expect(
      read(['--topology', 'dedicated-1', '--seed', '0', '--out', 'x', '--runtime', 'auto'], config),
    ).toEqual({
      topology: 'dedicated-1',
      runtime: 'auto',
      seed: 0,
      out: 'x',
    });
  });

  test('--members is short for a topology and wins over either in the file', () => {
    expect(read(['--members', '5']).topology).toBe('dedicated-5');
    expect(read(['--members', '1'], { topology: 'dedicated-5' }).topology).toBe('dedicated-1');
    expect(read(['--topology', 'dedicated-1'], { members: 5 }).topology).toBe('dedicated-1');
    expect(read([], { members: 5 }).topology).toBe('dedicated-5');
  });

  test.each([
    [['--seed', '1', '--seed', '2'], '--seed is given 2 times; give it once'],
    [['--out=a', '--out=b', '--out=c'], '--out is given 3 times; give it once'],
    [['--topology', 'a', '--topology', 'a'], '--topology is given 2 times; give it once'],
    [['--seed', '-1'], '--seed must be a whole number from 0 to 4294967295, not "-1"'],
    [['--seed', '1.5'], '--seed must be a whole number from 0 to 4294967295, not "1.5"'],
    [['--seed', '1e3'], '--seed must be a whole number from 0 to 4294967295, not "1e3"'],
    [['--seed', '4294967296'], '--seed must be a whole number from 0 to 4294967295, not "4294967296"'],
    [['--seed', 'x\u001b[2J\n'], '--seed must be a whole number from 0 to 4294967295, not "x\\u{1b}[2J\\n"'],
    [['--seed='], '--seed needs one value; see "etcd-assay --help"'],
    [['--no-seed'], '--seed needs one value; see "etcd-assay --help"'],
    [['--seed.x=1'], '--seed needs one value; see "etcd-assay --help"'],
    [['--runtime', 'sandbux'], '--runtime: no runtime "sandbux"; did you mean "sandbox"?'],
    [['--runtime', 'kubernetes'], '--runtime: no runtime "kubernetes"; there are: auto, sandbox, docker'],
    [['--members', '4'], '--members must be 1, 3, 5, not "4"'],
    [
      ['--members', '3', '--topology', 'dedicated-5'],
      '--members 3 means dedicated-3, but --topology says dedicated-5; give one of them',
    ],
    [['--out', 'a\0b'], '--out holds a NUL character, which no path may'],
  ])('%j is refused in one line', (words, line) => {
    expect(refusalLine(() => read(words))).toBe(line);
    expect(refusalOf(() => read(words)).exitCode).toBe(ExitCode.usage);
  });

  test('a NUL in the path of the file is a usage error too', () => {
    expect(refusalLine(() => read([], { out: 'a\0b' }))).toBe('out holds a NUL character, which no path may');
  });

  test('a flag without its value is refused by yargs', () => {
    expect(() => read(['--seed'])).toThrow('Not enough arguments following: seed');
  });

  test('disagreement within the file is refused too', () => {
    expect(refusalLine(() => read([], { members: 3, topology: 'other' }))).toBe(
      'members 3 means dedicated-3, but topology says other; give one of them',
    );
  });
});
