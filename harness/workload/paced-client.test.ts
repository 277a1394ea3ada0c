import { expect, test } from '@jest/globals';
import { PacedClient } from './paced-client';

type Client = ConstructorParameters<typeof PacedClient>[0];

/** Operations that are answered when the test says so. */
function slow(): { client: Client; answer: () => void } {
  const waiting: (() => void)[] = [];
  return {
    answer: () => waiting.splice(0).forEach((resolve) => resolve()),
    client: {
      identity: { client: 1 },
      perform: () => new Promise((resolve) => waiting.push(() => resolve(undefined))),
      close: () => undefined,
    } as unknown as Client,
  };
}

test('what was due before a time is answered only once it has begun and has its answer', async () => {
  const began = performance.now();
  const journal = {
    clock: () => Math.floor((performance.now() - began) * 1000),
    write: () => undefined,
  };
  const { client, ...operations } = slow();
  const paced = new PacedClient(client, journal, {
    ...{ zone: 'a', work: 'put', every: 20_000, after: 20_000 },
  });
  let answered = false;
  const answering = paced.answered(50_000).then(() => (answered = true));
  while (journal.clock() < 90_000) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(answered).toBe(false);
  operations.answer();
  await answering;
  const stopping = paced.stop();
  const again = setInterval(operations.answer, 5);
  await stopping;
  clearInterval(again);
});
