import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { ProgressEvent } from '../../progress/event';
import { Terminal } from '../terminal';
import { FakeStream, screen } from '../testing/fake-stream';
import { progressView } from './view';
import { duration } from './words';

const EVENTS: readonly ProgressEvent[] = [
  { kind: 'phase', name: 'from', detail: 'three members at 3.5.35' },
  { kind: 'rate', operations: 1200, perSecond: 150 },
  { kind: 'fault', name: 'kill', target: 'm2', state: 'inject' },
  { kind: 'fault', name: 'kill', target: 'm2', state: 'unproven' },
  { kind: 'fault', name: 'kill', target: 'm2', state: 'healed' },
  { kind: 'phase', name: 'step-1', detail: '' },
  { kind: 'step', step: 1, of: 3, member: 'm1', from: '3.5.35', to: '3.6.16', state: 'begin' },
  { kind: 'step', step: 1, of: 3, member: 'm1', from: '3.5.35', to: '3.6.16', state: 'done', seconds: 2.34 },
  { kind: 'note', text: 'no tc here\u001b[2J\nleft out' },
];

const HIDE = '\u001b[?25l';
const SHOW = '\u001b[?25h';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

function shown(isTTY: boolean, how: 'done' | 'stopped', columns = 80): FakeStream {
  const stream = new FakeStream(isTTY, columns);
  const view = progressView(new Terminal(false, stream, { NO_COLOR: '1' }));
  for (const event of EVENTS) {
    view.show(event);
    jest.advanceTimersByTime(1000);
  }
  view.end(how);
  return stream;
}

describe('progress at a terminal', () => {
  test('finished phases stay with their seconds, and what a person must see stays too', () => {
    expect(screen(shown(true, 'done').text)).toEqual([
      '  fault kill m2: NOT seen to take effect',
      '✔ from 5.0 s',
      '  step 1 of 3: m1 from 3.5.35 to 3.6.16, done, 2.3 s',
      '  no tc here\\u{1b}[2J\\nleft out',
      '✔ step-1 4.0 s',
      '',
    ]);
  });

  test('a phase that was stopped is not ticked off', () => {
    expect(screen(shown(true, 'stopped').text)).toContain('✖ step-1 stopped after 4.0 s');
  });

  test('the line redraws itself with detail, faults and rate, and never wraps', () => {
    const { text } = shown(true, 'done');
    expect(text).toContain('⠹ from 1.0 s · three members at 3.5.35 · 1,200 operations, 150 a second');
    expect(text).toContain('kill m2 · 1,200 operations');
    const drawn = shown(true, 'done', 40).text.match(/(?<=\r\u001b\[2K)[^\r\n\u001b]+(?=\r)/g) ?? [];
    expect(drawn.length).toBeGreaterThan(50);
    expect(Math.max(...drawn.map((line) => line.length))).toBeLessThan(40);
  });

  test('the cursor is hidden once and shown again at the end', () => {
    const { text } = shown(true, 'done');
    expect(text.split(HIDE)).toHaveLength(2);
    expect(text.endsWith(SHOW)).toBe(true);
  });

  test('nothing is drawn, and no timer and no exit listener stays, after the end', () => {
    const listeners = process.listenerCount('exit');
    const stream = shown(true, 'done');
    const before = stream.text;
    jest.advanceTimersByTime(5000);
    expect(stream.text).toBe(before);
    expect(jest.getTimerCount()).toBe(0);
    expect(process.listenerCount('exit')).toBe(listeners);
  });

  test('a view that showed nothing leaves the terminal alone', () => {
    const stream = new FakeStream(true);
    progressView(new Terminal(false, stream)).end('stopped');
    expect(stream.text).toBe('');
  });

  test.each(['process.exit(3)', 'throw new Error("unforeseen")', 'void Promise.reject(new Error("lost"))'])(
    'the cursor comes back after %s',
    (end) => {
      jest.useRealTimers();
      const script = `
        const { Terminal } = require('./terminal'); const { progressView } = require('./progress/view');
        const view = progressView(new Terminal(false, { isTTY: true, write: (text) => process.stdout.write(text) }));
        view.show({ kind: 'phase', name: 'from', detail: '' });
        ${end};`;
      const { stdout } = spawnSync(process.execPath, ['-r', 'esbuild-register', '-e', script], {
        cwd: join(__dirname, '..'),
        encoding: 'utf8',
      });
      expect(stdout).toContain(HIDE);
      expect(stdout.endsWith(SHOW)).toBe(true);
    },
  );
});

describe('progress in plain lines', () => {
  test('a line an event, with nothing that moves a cursor', () => {
    expect(shown(false, 'stopped').text.split('\n')).toEqual([
      '> from: three members at 3.5.35',
      '  1,200 operations, 150 a second',
      '  fault kill m2: injected',
      '  fault kill m2: NOT seen to take effect',
      '  fault kill m2: healed',
      '> step-1',
      '  step 1 of 3: m1 from 3.5.35 to 3.6.16',
      '  step 1 of 3: m1 from 3.5.35 to 3.6.16, done, 2.3 s',
      '  no tc here\\u{1b}[2J\\nleft out',
      '',
    ]);
  });

  test('the rate at most every ten seconds', () => {
    const stream = new FakeStream(false);
    const view = progressView(new Terminal(false, stream));
    for (let second = 0; second <= 20; second += 1) {
      view.show({ kind: 'rate', operations: second, perSecond: 1 });
      jest.advanceTimersByTime(1000);
    }
    expect(stream.lines).toEqual([0, 10, 20].map((n) => `  ${n} operations, 1 a second`));
  });
});

test.each([
  [0.04, '0.0 s'],
  [59.4, '59.4 s'],
  [59.96, '1 m 00 s'],
  [125, '2 m 05 s'],
])('%p seconds are %s', (seconds, text) => expect(duration(seconds)).toBe(text));
