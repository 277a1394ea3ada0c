import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from '@jest/globals';
import { expectRefusal } from './testing/expect-refusal';
import { Premises } from './testing/premises';

let premises: Premises;
beforeEach(() => {
  premises = new Premises();
});
afterEach(() => {
  premises.remove();
});

describe('what the user can mend on the command line', () => {
  test.each<[string[], RegExp]>([
    [[], /name a command/],
    [['gaet'], /gaet/],
    [['gate', '--bogus', '1'], /bogus/],
    [['gate', 'extra'], /extra/],
    [['gate', '--from'], /from/],
    [['gate', '--seed', '1', '--seed', '2'], /--seed is given 2 times; give it once/],
    [['gate', '--no-seed'], /--seed needs one value/],
    [['gate', '--from', '9.9.9', '--offline'], /no list knows etcd 9\.9\.9.*nearest: /],
    [['gate', '--from', 'new'], /"new" is no etcd version; write one like/],
    [['gate', '--from', '3.6.16', '--to', '3.5.35'], /--from 3\.6\.16 is newer than --to 3\.5\.35.*swap/],
    [['gate', '--from', '3.4.30', '--to', '3.6.16'], /3\.4\.30 is not supported, 3\.5\.0 is the oldest/],
    [['gate', '--from', '3.5.35', '--to', '3.7.3'], /one minor version at a time, first to 3\.6/],
    [['gate', '--threshold', 'upgarde-gap=3'], /"upgarde-gap"; did you mean "upgrade-gap"/],
    [['gate', '--threshold', 'linearizable=3'], /linearizable has no bound of yours/],
    [['gate', '--threshold', 'upgrade-gap'], /must be ID=VALUE/],
    [['gate', '--topology', 'mars'], /no topology "mars"; there are: dedicated-1/],
    [['gate', '--profile', 'mars'], /no profile "mars"; there are: quick/],
    [['gate', '--runtime', 'mars'], /no runtime "mars"/],
    [['gate', '--sabotage', 'mars'], /no "mars"; there are: rollback-one/],
    [['gate', '--faults', 'kil'], /--faults: no fault "kil"; did you mean "kill"/],
    [['gate', '--traffic', 'lockz'], /--traffic: no traffic "lockz"; did you mean "locks"/],
    [['gate', '--traffic', 'auth-churn'], /auth-churn alone changes no keys/],
    [['gate', '--preload', '2000k'], /--preload must be a number of keys up to 1000k/],
    [['gate', '--preload', '-1'], /--preload must be a number of keys/],
    [['gate', '--snapshot', 'none.db'], /--snapshot none\.db cannot be read \(ENOENT\); give a file of/],
    [['gate', '--snapshot', '/tmp'], /--snapshot \/tmp is not a file/],
    [['suite', 'cas', '--snapshot', '/bin/sh'], /--snapshot \/bin\/sh is no etcd snapshot/],
    [['gate', '--snapshot', '/bin/sh', '--preload', '1k'], /--snapshot and --preload exclude each other/],
    [['gate', '--runtime', 'docker', '--image', 'etcd=x'], /--image.*write etcd@VERSION=IMAGE/],
    [
      ['gate', '--runtime', 'docker', '--image', 'etcd@3.7.3=x'],
      /is used by no step: this run uses etcd@3\.5\.35/,
    ],
    [['gate', '--runtime', 'sandbox', '--image', 'etcd@3.6.16=x'], /--image is for --runtime docker/],
    [['gate', '--faults', ''], /--faults needs one value/],
    [['gate', '--schedule', 'none.json'], /--schedule none\.json cannot be read: ENOENT/],
    [['gate', '--schedule', 'a.json', '--overlap'], /leave out --faults and --overlap/],
    [['latency', '--rtt', '5,1'], /--rtt: 1 comes after 5; give each once, the smallest first/],
    [['latency', '--rtt=-1'], /--rtt must be whole numbers from 0 to 5000/],
    [['latency', '--jitter', 'NaN'], /--jitter must be whole numbers/],
    [['latency', '--zones', 'moon'], /--zones: no profile "moon"; there are single-zone/],
    [['latency', '--zones', 'metro', '--rtt', '5'], /--zones has its own distances/],
    [['latency', '--placement', '4'], /--placement must be members in each of/],
    [['latency', '--leader', 'z'], /--leader: no member is in a zone "z"; there are a, b, c/],
    [['latency', '--timers', 'slwo'], /--timers: no set "slwo"; did you mean "slow"/],
    [['latency', '--heartbeat', '100', '--election', '400'], /less than 5 heartbeats .* which etcd refuses/],
    [['latency', '--heartbeat', '100'], /--heartbeat and --election belong together/],
    [['latency', '--budget', '1m'], /--budget 1m is too little: this sweep takes about \d+ min/],
    [['latency', '--resume', 'nowhere'], /--resume nowhere: it has no sweep\.json/],
    [['tune'], /tune needs --rtt/],
    [['tune', '--rtt', '5', '--target-failover', '1s'], /--target-failover must be a whole number/],
    [['suite', 'latency', 'cas'], /suite latency runs by itself/],
    [['suite', 'restore', 'cas'], /suite restore runs by itself/],
    [['suite', 'restore', '--topology', 'colocated-3'], /suite restore raises clusters of its own/],
    [['suite', 'cas', '--velero', '1.18.3'], /--velero 1.18.3: only the suite restore has a Velero/],
    [['suite', 'restore', '--velero', '1.10.0'], /velero 1.10.0 is not supported/],
    [['suite', 'restore', '--traffic', 'registers'], /--traffic: suite restore has clients of its own/],
    [['suite', 'latency', '--members', '5'], /the topology has 5; use dedicated-3/],
    [['shrink', 'nowhere'], /nowhere\/result\.json cannot be read: ENOENT/],
    [['gate', '--for', '1h'], /--for is for --profile soak/],
    [['gate', '--budget', '10s'], /--budget 10s is too little.*raise it/],
    [['gate', '--budget', 'soon'], /--budget must be a duration such as/],
    [['gate', '--seed', '1e3'], /--seed must be a whole number from 0 to 4294967295/],
    [['gate', '--seed', '-1'], /--seed must be a whole number/],
    [['gate', '--members', '2'], /--members must be 1, 3, 5/],
    [['gate', '--program', 'etcd=/bin/true'], /--program.*write NAME@VERSION=PATH/],
    [['gate', '--program', 'etcd@3.6.16=/nowhere'], /\/nowhere: there is no such file/],
    [['gate', '--program', 'etcd@3.6.16=/bin/ls'], /\/bin\/ls: it does not say that it is etcd, but "ls/],
    [['explain', 'nothing'], /nothing.*there are: /],
    [['fetch', 'kafka@1'], /no program "kafka"; there are: etcd/],
  ])('%j', async (words, message) => {
    await expectRefusal(premises, words, { exitCode: 2, message });
  });
});

describe('a schedule that will not do', () => {
  const planned = { number: 1, phase: 'from', name: 'kill', aim: 'leader', pick: 0, holdMs: 100 };
  test.each<[string, unknown, number, RegExp]>([
    ['none at all', {}, 2, /holds no schedule: schedule/],
    ['a fault that there is not', [{ ...planned, name: 'kil' }], 2, /no fault "kil"; did you mean "kill"/],
    [
      'one that is not possible',
      [{ ...planned, name: 'bridge' }],
      3,
      /bridge is not possible here: needs at least 5/,
    ],
    ['a phase of another run', [{ ...planned, phase: 'soak-1' }], 2, /this run has no phase "soak-1"/],
    ['numbers that go down', [planned, planned], 2, /fault 1 is out of order/],
  ])('%s', async (_, schedule, exitCode, message) => {
    const file = join(premises.cwd, 'schedule.json');
    writeFileSync(file, JSON.stringify(Array.isArray(schedule) ? { schedule } : schedule));
    await expectRefusal(premises, ['gate', '--schedule', 'schedule.json'], { exitCode, message });
  });

  test('and a fault by name that is not possible is what this machine lacks', async () => {
    const message = /--faults: bridge is not possible here: needs at least 5 members/;
    await expectRefusal(premises, ['gate', '--faults', 'kill,bridge'], { exitCode: 3, message });
  });
});

describe('a configuration file that will not do', () => {
  test.each<[string, string, RegExp]>([
    [
      'an unknown field',
      'from: "3.5.35"\nseeed: 3\n',
      /gate\.yaml:2:1 seeed: unknown key; did you mean "seed"/,
    ],
    ['a wrong type', 'members: 3\nseed: many\n', /gate\.yaml:2:7 seed: must be a number, not "many"/],
    ['a version too new', 'from: "3.6.16"\nto: "3.5.35"\n', /--from 3\.6\.16 is newer/],
    ['no YAML at all', 'from: [\n', /gate\.yaml:\d+:\d+ is not YAML/],
    ['nothing', '', /gate\.yaml:1:1 is empty/],
  ])('%s', async (_, text, message) => {
    writeFileSync(join(premises.cwd, 'gate.yaml'), text);
    await expectRefusal(premises, ['gate', '--config', 'gate.yaml'], { exitCode: 2, message });
  });

  test('the version of a suite is taken from it, and a flag wins', async () => {
    writeFileSync(join(premises.cwd, 'suite.yaml'), 'etcd: 3.4.30\n');
    const words = ['suite', 'cas', '--config', 'suite.yaml'];
    await expectRefusal(premises, words, { exitCode: 2, message: /3\.4\.30 is not supported/ });
    const flag = [...words, '--etcd', '3.4.29'];
    await expectRefusal(premises, flag, { exitCode: 2, message: /3\.4\.29 is not supported/ });
  });

  test('that is not there, or a folder', async () => {
    const missing = { exitCode: 2, message: /--config none\.yaml cannot be read: ENOENT/ };
    await expectRefusal(premises, ['gate', '--config', 'none.yaml'], missing);
    await expectRefusal(premises, ['gate', '--config', '.'], { exitCode: 2, message: /is not a file/ });
  });
});

describe('a folder that results cannot go to', () => {
  test('one that is not empty', async () => {
    mkdirSync(join(premises.cwd, 'full'));
    writeFileSync(join(premises.cwd, 'full', 'mine'), '');
    const message = /--out full is not empty; name a new or an empty folder/;
    await expectRefusal(premises, ['gate', '--out', 'full'], { exitCode: 2, message });
  });

  test('one that is a file', async () => {
    writeFileSync(join(premises.cwd, 'file'), '');
    await expectRefusal(premises, ['gate', '--out', 'file'], { exitCode: 2, message: /is not a folder/ });
  });
});
