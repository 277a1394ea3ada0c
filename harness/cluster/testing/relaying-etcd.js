#!/usr/bin/env node
'use strict';
/**
 * A program that lies: to its peers it is a real member, but it relays its clients' ranges to a second etcd
 * that nobody else writes to. For `--program etcd@VERSION=PATH`, to show that the gate finds it by what
 * clients were told. RELAYED_ETCD is the path of the real program.
 */
const { spawn } = require('node:child_process');
const http2 = require('node:http2');
const net = require('node:net');

const real = process.env.RELAYED_ETCD;
const args = process.argv.slice(2);
const CLIENT_URLS = '--listen-client-urls=';
const HTTP2_PREFACE = 'PRI * HTTP/2.0';
const RANGE = '/etcdserverpb.KV/Range';

const value = (flag) => args.find((arg) => arg.startsWith(`${flag}=`))?.slice(flag.length + 1);
const run = (words) => spawn(real, words, { stdio: 'inherit' });

if (value('--listen-client-urls') === undefined) {
  run(args).on('exit', (code) => process.exit(code ?? 1));
} else {
  const { hostname, port } = new URL(value('--listen-client-urls'));
  const [member, decoy, decoyPeer] = [1, 2, 3].map((step) => Number(port) + step * 10_000);
  const url = (at) => `http://${hostname}:${at}`;
  const honest = run(args.map((arg) => (arg.startsWith(CLIENT_URLS) ? `${CLIENT_URLS}${url(member)}` : arg)));
  run([
    '--name=decoy',
    `--data-dir=${value('--data-dir')}-decoy`,
    `--listen-client-urls=${url(decoy)}`,
    `--advertise-client-urls=${url(decoy)}`,
    `--listen-peer-urls=${url(decoyPeer)}`,
    `--initial-advertise-peer-urls=${url(decoyPeer)}`,
    `--initial-cluster=decoy=${url(decoyPeer)}`,
  ]);
  honest.on('exit', (code) => process.exit(code ?? 1));
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.on(signal, () => honest.kill(signal));
  }
  serve(hostname, Number(port), url(member), url(decoy), member);
}

/** gRPC is relayed call by call; what is not HTTP/2 (version, health, metrics) goes to the real member whole. */
function serve(host, port, memberUrl, decoyUrl, memberPort) {
  const grpc = http2.createServer();
  grpc.on('session', (session) => {
    session.on('error', () => session.destroy());
    const upstream = { member: http2.connect(memberUrl), decoy: http2.connect(decoyUrl) };
    Object.values(upstream).forEach((one) => one.on('error', () => session.destroy()));
    session.on('close', () => Object.values(upstream).forEach((one) => one.destroy()));
    session.on('stream', (stream, headers) => {
      const target = headers[':path'] === RANGE ? upstream.decoy : upstream.member;
      if (target.destroyed) {
        stream.close(http2.constants.NGHTTP2_REFUSED_STREAM);
        return;
      }
      relay(stream, headers, target);
    });
  });
  net
    .createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.once('readable', () => {
        const first = socket.read();
        if (first === null) {
          socket.destroy();
          return;
        }
        socket.unshift(first);
        if (first.toString('latin1').startsWith(HTTP2_PREFACE)) {
          grpc.emit('connection', socket);
          return;
        }
        const upstream = net.connect(memberPort, host);
        upstream.on('error', () => socket.destroy());
        socket.pipe(upstream).pipe(socket);
      });
    })
    .listen(port, host);
}

/** One call: headers, messages both ways as they come, trailers. */
function relay(stream, headers, target) {
  const call = target.request(headers);
  stream.on('error', () => call.destroy());
  stream.on('aborted', () => call.close(http2.constants.NGHTTP2_CANCEL));
  call.on('error', () => stream.destroy());
  let trailers = {};
  call.on('response', (answer, flags) => {
    if (stream.destroyed) {
      return;
    }
    const only = (flags & http2.constants.NGHTTP2_FLAG_END_STREAM) !== 0;
    stream.respond(answer, only ? { endStream: true } : { waitForTrailers: true });
    if (!only) {
      stream.on('wantTrailers', () => stream.sendTrailers(trailers));
      call.pipe(stream);
    }
  });
  call.on('trailers', (sent) => {
    trailers = sent;
  });
  stream.pipe(call);
}
