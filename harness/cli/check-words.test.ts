import { expect, test } from '@jest/globals';
import { checkWords } from './check-words';

test.each([
  [['gate', '--dry-run=foo'], '--dry-run is a switch and takes no value such as "foo"'],
  [['gate', '--json='], '--json is a switch'],
  [['gate', '--dry-run', '--', '--from', '3'], 'nothing is taken after "--"; leave it out before "--from"'],
])('%j is refused', (words, message) => {
  expect(() => checkWords(words)).toThrow(message);
});

test.each([[['gate', '--dry-run=true', '--from=3.5', '--']], [['explain', 'linearizable', '--json']]])(
  '%j is taken',
  (words) => {
    expect(() => checkWords(words)).not.toThrow();
  },
);
