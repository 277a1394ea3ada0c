import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { connect as connectSecured } from 'node:tls';
import type { ProbeRequest, ProbeResult } from './node';

/**
 * Sends plain HTTP requests one after another and times each from its first byte out to its first byte in, or
 * to as many as are wanted.
 * Connecting is not counted, so a proxied path shows the round trip that its data have.
 */
export async function probe(request: ProbeRequest): Promise<ProbeResult> {
  const answered: number[] = [];
  const failed: ('reset' | 'silent')[] = [];
  let socket: Socket | undefined;
  for (let sent = 0; sent < request.count; sent += 1) {
    const until = performance.now() + request.deadline;
    socket ??= await opened(request, until);
    const answer = socket === undefined ? 'silent' : await roundTrip(socket, request, until);
    if (typeof answer === 'number') {
      answered.push(answer);
    } else {
      failed.push(answer);
    }
    if (typeof answer !== 'number' || request.bytes !== undefined) {
      socket?.destroy();
      socket = undefined;
    }
  }
  socket?.destroy();
  return { sent: request.count, answered, failed };
}

/** @returns undefined when refused or not open in time */
function opened(request: ProbeRequest, until: number): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = dialled(request);
    const giveUp = setTimeout(() => done(undefined), Math.max(0, until - performance.now()));
    const done = (result: Socket | undefined): void => {
      clearTimeout(giveUp);
      socket.removeAllListeners();
      if (result === undefined) {
        socket.on('error', () => socket.destroy());
        socket.destroy();
      }
      resolve(result);
    };
    socket.once(request.identity === undefined ? 'connect' : 'secureConnect', () => done(socket));
    socket.once('error', () => done(undefined));
  });
}

/** A sidecar's address is in nobody's certificate: who has one of the run's is whom it says it is. */
function dialled({ at, identity }: ProbeRequest): Socket {
  const [host, port] = at.split(':');
  const place = { host, port: Number(port) };
  if (identity === undefined) {
    return connect({ ...place, noDelay: true });
  }
  const { ca, certificate, key } = identity;
  return connectSecured({
    ...place,
    ...{ ca: readFileSync(ca), cert: readFileSync(certificate), key: readFileSync(key) },
    checkServerIdentity: () => undefined,
  }).setNoDelay();
}

/** @returns how it failed where the connection broke or the answer was late */
function roundTrip(
  socket: Socket,
  { at, path, bytes: wanted = 1 }: ProbeRequest,
  until: number,
): Promise<number | 'reset' | 'silent'> {
  return new Promise((resolve) => {
    const start = performance.now();
    const giveUp = setTimeout(() => done('silent'), Math.max(0, until - start));
    const done = (result: number | 'reset' | 'silent'): void => {
      clearTimeout(giveUp);
      socket.removeAllListeners();
      socket.on('error', () => socket.destroy());
      resolve(result);
    };
    let bytes = 0;
    socket.on('data', (chunk) => {
      bytes += chunk.length;
      if (bytes >= wanted) {
        done(performance.now() - start);
      }
    });
    socket.once('error', (error: NodeJS.ErrnoException) =>
      done(error.code === 'ECONNRESET' ? 'reset' : 'silent'),
    );
    socket.once('close', () => done('silent'));
    socket.write(`GET ${path} HTTP/1.1\r\nHost: ${at}\r\n\r\n`);
  });
}
