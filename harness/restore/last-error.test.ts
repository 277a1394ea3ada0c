import { expect, test } from '@jest/globals';
import { lastErrorIn } from './last-error';

const info = 'time="2026-11-28T01:00:00Z" level=info msg="no error here" logSource="a.go:1"';
const error = (words: string): string =>
  `time="2026-11-28T01:00:01Z" level=error ${words} logSource="b.go:2"`;

test.each([
  [
    'the last error, with what it came from',
    `${error('msg=first')}\n${error('msg="Error getting a store" error="rpc: \\"x\\" is gone"')}\n${info}\n`,
    'Error getting a store: rpc: "x" is gone',
  ],
  ['one that is a single word', error('msg=refused'), 'refused'],
  ['what was printed before anything was logged', 'An error occurred: no such flag\n', 'no such flag'],
  [
    'the last line where there is no error',
    `${info}\n2026/11/28 init gateway: busy\n`,
    '2026/11/28 init gateway: busy',
  ],
  [
    'what it ends with where a plugin is no good, and not what it explains below',
    'velero: Unrecognized remote plugin message: \nThis usually means\n  Group: 0 [root]\n',
    'Unrecognized remote plugin message:',
  ],
  ['silence', '', 'none, it has not said a word'],
])('%s', (_, log, expected) => {
  expect(lastErrorIn(log)).toBe(expected);
});
