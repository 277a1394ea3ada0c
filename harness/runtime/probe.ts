import { connect, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { ProbeRequest, ProbeResult } from './node';

/**
 * Sends plain HTTP requests one after another and times each from its first byte out to its first byte in.
 * Connecting is not counted, so a proxied path shows the round trip that its data have.
 */
export async function probe(request: ProbeRequest): Promise<ProbeResult> {
  const answered: number[] = [];
  let socket: Socket | undefined;
  for (let sent = 0; sent < request.count; sent += 1) {
    const until = performance.now() + request.deadline;
    socket ??= await opened(request, until);
    const milliseconds = socket === undefined ? undefined : await roundTrip(socket, request, until);
    if (milliseconds === undefined) {
      socket?.destroy();
      socket = undefined;
    } else {
      answered.push(milliseconds);
    }
  }
  socket?.destroy();
  return { sent: request.count, answered };
}

/** @returns undefined when refused or not open in time */
function opened({ address, port }: ProbeRequest, until: number): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, noDelay: true });
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
    socket.once('connect', () => done(socket));
    socket.once('error', () => done(undefined));
  });
}

/** @returns undefined when the connection broke or the answer was late */
function roundTrip(
  socket: Socket,
  { address, path }: ProbeRequest,
  until: number,
): Promise<number | undefined> {
  return new Promise((resolve) => {
    const start = performance.now();
    const giveUp = setTimeout(() => done(undefined), Math.max(0, until - start));
    const done = (result: number | undefined): void => {
      clearTimeout(giveUp);
      socket.removeAllListeners();
      socket.on('error', () => socket.destroy());
      resolve(result);
    };
    socket.once('data', () => done(performance.now() - start));
    socket.once('error', () => done(undefined));
    socket.once('close', () => done(undefined));
    socket.write(`GET ${path} HTTP/1.1\r\nHost: ${address}\r\n\r\n`);
  });
}
