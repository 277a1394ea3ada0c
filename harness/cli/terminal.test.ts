import { describe, expect, test } from '@jest/globals';
import { Terminal } from './terminal';
import { FakeStream } from './testing/fake-stream';

describe('terminal', () => {
  test.each([
    ['a person at a terminal', true, {}, true],
    ['a pipe', false, {}, false],
    ['NO_COLOR set', true, { NO_COLOR: '1' }, false],
    ['NO_COLOR set to nothing', true, { NO_COLOR: '' }, true],
    ['a dumb terminal', true, { TERM: 'dumb' }, false],
    ['FORCE_COLOR in a pipe', false, { FORCE_COLOR: '1' }, false],
  ])('colours for %s', (_, isTTY, environment, colours) => {
    expect(new Terminal(false, new FakeStream(isTTY), environment).look.colours).toBe(colours);
  });

  test('knows its width, and 80 where nobody does', () => {
    expect(new Terminal(false, new FakeStream(true, 120)).look.columns).toBe(120);
    expect(new Terminal(false, new FakeStream(true, 0)).look.columns).toBe(80);
    expect(new Terminal(false, { write: () => true }).look.columns).toBe(80);
  });
});
