import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type Server as HttpServer } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { DEADLINES, type Deadlines, Downloads } from './download';
import { temporaryFolder } from './testing/temporary-folder';

const servers: Server[] = [];
const clients: Downloads[] = [];

afterEach(async () => {
  delete process.env['http_proxy'];
  delete process.env['no_proxy'];
  await Promise.all(clients.splice(0).map((client) => client.close()));
  for (const server of servers.splice(0)) {
    server.close();
    (server as Partial<HttpServer>).closeAllConnections?.();
  }
});

async function listening(server: Server): Promise<string> {
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function downloads(deadlines: Partial<Deadlines> = {}, signal?: AbortSignal): Downloads {
  const client = new Downloads(signal, { ...DEADLINES, ...deadlines });
  clients.push(client);
  return client;
}

describe('a server that is', () => {
  test('not there fails at once', async () => {
    const server = createTcpServer();
    const address = await listening(server);
    server.close();
    await once(server, 'close');
    await expect(downloads().text(`http://${address}/a`)).rejects.toThrow(
      /^http:.*\/a: connect ECONNREFUSED/,
    );
  });

  test('dead in the handshake fails at the connect deadline', async () => {
    const address = await listening(createTcpServer(() => undefined));
    await expect(downloads({ connect: 200 }).text(`https://${address}/a`)).rejects.toThrow('Connect Timeout');
  });

  test('silent fails at the header deadline', async () => {
    const address = await listening(createServer(() => undefined));
    await expect(downloads({ headers: 200 }).text(`http://${address}/a`)).rejects.toThrow('Headers Timeout');
  });

  test('stuck in the body fails at the stall deadline', async () => {
    const address = await listening(
      createServer((_, response) => void response.writeHead(200, { 'content-length': 9 }).write('x')),
    );
    const file = downloads({ stall: 200 }).file(`http://${address}/a`, join(temporaryFolder(), 'a'));
    await expect(file).rejects.toMatchObject({ name: 'Unobtainable' });
    await expect(file).rejects.toThrow('Body Timeout');
  });

  test('trickling fails at the total deadline', async () => {
    const address = await listening(
      createServer((_, response) => {
        const timer = setInterval(() => response.write('x'), 20);
        response.on('close', () => clearInterval(timer));
      }),
    );
    await expect(downloads({ total: 300 }).text(`http://${address}/a`)).rejects.toThrow(
      'not done after 0.3 s',
    );
  });

  test('cutting the body short is noticed', async () => {
    const address = await listening(
      createServer((_, response) => {
        response.writeHead(200, { 'content-length': 9 }).write('x', () => response.destroy());
      }),
    );
    await expect(downloads().file(`http://${address}/a`, join(temporaryFolder(), 'a'))).rejects.toMatchObject(
      { name: 'Unobtainable' },
    );
  });
});

test('an abort is an abort, not a reason to ask the next source', async () => {
  const controller = new AbortController();
  const address = await listening(createServer(() => controller.abort(new Error('the user'))));
  await expect(downloads({}, controller.signal).text(`http://${address}/a`)).rejects.toThrow(/^the user$/);
});

test('a disk that refuses is not a reason to ask the next source', async () => {
  const address = await listening(createServer((_, response) => response.end('x')));
  await expect(downloads().file(`http://${address}/a`, '/nowhere/a')).rejects.toMatchObject({
    code: 'ENOENT',
  });
  expect(existsSync('/nowhere')).toBe(false);
});

describe('proxies of the environment', () => {
  test('are used, except for NO_PROXY', async () => {
    const connected: string[] = [];
    const proxy = createServer();
    proxy.on('connect', (request, socket) => {
      connected.push(request.url ?? '');
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
    const origin = await listening(createServer((_, response) => response.end('direct')));
    process.env['http_proxy'] = `http://${await listening(proxy)}`;
    await expect(downloads().text(`http://${origin}/a`)).rejects.toThrow('403');
    expect(connected).toEqual([origin]);
    process.env['no_proxy'] = '127.0.0.1';
    expect(await downloads().text(`http://${origin}/a`)).toBe('direct');
    expect(connected).toEqual([origin]);
  });
});
