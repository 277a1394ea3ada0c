import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import type { Member } from './member';
import { metricsText } from './metric';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A member of which only the address is asked. */
async function memberThat(
  answers: (write: (text: string) => void, end: () => void) => void,
): Promise<Pick<Member, 'address'>> {
  const listening = createServer((_, response) => {
    answers(
      (text) => void response.write(text),
      () => void response.end(),
    );
  });
  server = listening;
  await new Promise<void>((resolve) => {
    listening.listen(0, '127.0.0.1', resolve);
  });
  const { port } = listening.address() as AddressInfo;
  return { address: `127.0.0.1:${port}` };
}

test('a member tells its figures', async () => {
  const member = await memberThat((write, end) => {
    write('a 1\n');
    end();
  });
  expect(await metricsText(member)).toBe('a 1\n');
});

test('one that begins to tell and goes no further does not answer', async () => {
  const member = await memberThat((write) => write('a 1\n'));
  expect(await metricsText(member)).toBeUndefined();
});
