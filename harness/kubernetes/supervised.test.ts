import { afterEach, describe, expect, jest, test } from '@jest/globals';
import type { Node } from '../runtime/node';
import type { Exit, RunningProgram } from '../runtime/running-program';
import { Supervised, type Happening } from './supervised';

/** Programs that run until they are ended, on a node that counts them. */
class Programs {
  readonly ends: ((exit: Exit) => void)[] = [];
  readonly signals: string[] = [];

  readonly node = {
    start: () => {
      const exited = new Promise<Exit>((resolve) => this.ends.push(resolve));
      const signal = (name: string) => {
        this.signals.push(name);
        return Promise.resolve();
      };
      return Promise.resolve({ exited, signal } as unknown as RunningProgram);
    },
  } as unknown as Node;

  end(exit: Exit = { code: 1, signal: null }): void {
    this.ends.at(-1)?.(exit);
  }
}

const spec = { name: 'kube-scheduler', path: '/x', args: [] };

function supervise(isAlive: () => boolean) {
  jest.useFakeTimers();
  const programs = new Programs();
  const happened: Happening['state'][] = [];
  const supervised = new Supervised(programs.node, {
    spec,
    isAlive: () => Promise.resolve(isAlive()),
    tell: ({ state }) => happened.push(state),
  });
  supervised.start();
  return { programs, happened, supervised };
}

afterEach(() => {
  jest.useRealTimers();
});

describe('a supervised program', () => {
  test('that ends is started again: at once, and the next time after ten seconds', async () => {
    const { programs, happened, supervised } = supervise(() => true);
    await jest.advanceTimersByTimeAsync(200);
    expect(happened).toEqual(['started', 'ready']);
    programs.end();
    await jest.advanceTimersByTimeAsync(200);
    expect(happened).toEqual(['started', 'ready', 'ended', 'started', 'ready']);
    programs.end();
    await jest.advanceTimersByTimeAsync(9_900);
    expect(programs.ends).toHaveLength(2);
    await jest.advanceTimersByTimeAsync(200);
    expect(programs.ends).toHaveLength(3);
    await supervised.close();
  });

  test('that does not answer any more is ended: asked first, then killed', async () => {
    let alive = true;
    const { programs, happened, supervised } = supervise(() => alive);
    await jest.advanceTimersByTimeAsync(200);
    alive = false;
    await jest.advanceTimersByTimeAsync(79_000);
    expect(programs.signals).toEqual([]);
    await jest.advanceTimersByTimeAsync(2_000);
    expect(happened).toEqual(['started', 'ready', 'unhealthy']);
    expect(programs.signals).toEqual(['SIGTERM']);
    await jest.advanceTimersByTimeAsync(30_000);
    expect(programs.signals).toEqual(['SIGTERM', 'SIGKILL']);
    await supervised.close();
  });

  test('that is let go right after its start is let go', async () => {
    const { supervised } = supervise(() => true);
    await expect(supervised.close()).resolves.toBeUndefined();
  });

  test('that ends while it is asked is not said to be ready', async () => {
    const { programs, happened, supervised } = supervise(() => {
      programs.end();
      return true;
    });
    await jest.advanceTimersByTimeAsync(150);
    expect(happened).toEqual(['started', 'ended', 'started']);
    await supervised.close();
  });

  test('that is let go is not started again', async () => {
    const { programs, supervised } = supervise(() => true);
    await jest.advanceTimersByTimeAsync(200);
    await supervised.close();
    programs.end();
    await jest.advanceTimersByTimeAsync(600_000);
    expect(programs.ends).toHaveLength(1);
  });
});
