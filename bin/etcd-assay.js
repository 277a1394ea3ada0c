#!/usr/bin/env node
'use strict';
// Plain JavaScript and committed, so that npx finds an executable even before the build, and so that an
// old Node gets a sentence instead of a syntax error.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const refuse = (message, code) => {
  if (process.argv.includes('--json')) {
    process.stdout.write(
      JSON.stringify({ verdict: null, exitCode: code, error: message, interrupted: false }) + '\n',
    );
  }
  process.stderr.write(`etcd-assay: ${message}\n`);
  process.exit(code);
};

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  refuse(
    `Node ${process.versions.node} is too old; install Node 20.19 or later (20, 22 and 24 are tested)`,
    3,
  );
}
if (process.platform !== 'linux') {
  refuse(`runs on Linux only, and this is ${process.platform}; use a Linux machine or virtual machine`, 3);
}
const main = join(__dirname, '..', 'dist', 'harness', 'cli', 'main.js');
if (!existsSync(main)) {
  refuse(`not built yet: run "npm ci" (or "npm run build") in ${join(__dirname, '..')}`, 3);
}
require(main);
