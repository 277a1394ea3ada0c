import { describe, expect, test } from '@jest/globals';
import { withoutStack } from './without-stack';

const frames = (): number => (new Error('here').stack ?? '').split('\n').length - 1;

describe('withoutStack', () => {
  test('spares the errors of this turn their stack, and no others', async () => {
    withoutStack();
    withoutStack();
    const within = frames();
    await Promise.resolve();

    expect(within).toBe(0);
    expect(frames()).toBeGreaterThan(0);
  });

  test('does so again in a later turn', async () => {
    withoutStack();
    await Promise.resolve();
    withoutStack();

    expect(frames()).toBe(0);
  });
});
