import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgeRecords } from '../checkers/testing/judge-records';
import { HEADER } from '../checkers/testing/journal-builder';
import { Cluster } from '../cluster/cluster';
import { MemoryJournal } from '../cluster/testing/memory-journal';
import { testProgram } from '../cluster/testing/programs';
import type { JournalRecord, RecordOf } from '../journal/record';
import { JournalWriter } from '../journal/writer';
import { Network } from '../network/network';
import { SandboxRuntime } from '../runtime/sandbox/sandbox-runtime';
import { until } from '../time/until';
import { dedicated } from '../topology/dedicated';
import { ClientNumbers } from '../workload/client-numbers';
import { Recorders } from '../workload/recorders';
import type { Arena } from './arena';
import { runSuites, type SuiteRunOptions } from './suite-run';

/** What the record of both suites is judged by. */
const CRITERIA = [
  ...['linearizable', 'lease-bounds', 'watch-no-gap', 'revisions-forward'],
  ...['cas-key-scope', 'cas-range-guards', 'cas-guards', 'cas-one-winner', 'cas-atomic'],
  ...['lock-leased-key', 'lock-release', 'lock-exclusion'],
];
const CLAIMS = ['CAS-1', 'CAS-2', 'CAS-3', 'CAS-4', 'CAS-6', 'LOCK-1', 'LOCK-2', 'LOCK-3'];

describe('suites on a cluster of three members', () => {
  let folder: string;
  let runtime: SandboxRuntime;
  let cluster: Cluster;
  let recorders: Recorders;
  let writer: JournalWriter;
  let records: JournalRecord[];
  let blocks = 0;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'etcd-assay-test-'));
    runtime = await SandboxRuntime.create(folder);
    const nodes = await runtime.createNodes(dedicated(3).nodes);
    const network = await Network.create(testProgram('toxiproxy'), runtime.clientNode, nodes);
    const program = { version: '3.5.35', path: testProgram('etcd-3.5.35') };
    const header = { ...HEADER, criteria: CRITERIA };
    writer = await JournalWriter.open(join(folder, 'journal.jsonl'), header);
    records = [header];
    cluster = await Cluster.start({ network, nodes, program, journal: new MemoryJournal() });
    recorders = new Recorders(cluster, journal, new ClientNumbers());
  });

  afterAll(async () => {
    await recorders.close();
    await writer.close({ reason: 'finished' });
    await cluster.close();
    await runtime.dispose();
    await rm(folder, { recursive: true });
  });

  const journal = {
    clock: () => writer.clock(),
    write: (record: JournalRecord) => {
      writer.write(record);
      records.push(record);
    },
  };

  const arena = (): Arena => ({
    ...numbers(),
    phase: 'from',
    seed: 7,
    members: cluster.members.map(({ name, version }) => ({
      ...{ name, version },
      endpoint: cluster.network.clientEndpoint(name),
      upstream: cluster.network.clientUpstream(name),
    })),
    timers: cluster.timers,
    toxiproxy: cluster.network.clientControl.address,
    epoch: String(writer.epoch),
    journalPath: writer.path,
  });

  /** Each run has clients and entrances of its own, since one that is killed leaves its links behind. */
  const numbers = (): Pick<Arena, 'firstClient' | 'entrances'> => {
    const block = (blocks += 1);
    const entrances = cluster.network.clientNode.privateEntrances.slice(block * 10, block * 10 + 10);
    return { firstClient: block * 1000, entrances };
  };

  const run = (options: Partial<SuiteRunOptions>) => {
    const signal = new AbortController().signal;
    return runSuites({ names: ['cas', 'locks'], arena: arena(), journal, out: folder, signal, ...options });
  };

  const assertionsSince = (start: number) =>
    records.slice(start).filter((record): record is RecordOf<'assertion'> => record.type === 'assertion');

  test('what they claim holds, by their own tests and by the record', async () => {
    const done = await run({});
    const assertions = assertionsSince(0);
    expect(assertions.filter(({ ok }) => !ok)).toEqual([]);
    expect([...new Set(assertions.map(({ claim }) => claim))].sort()).toEqual(CLAIMS);
    expect(done).toMatchObject({ tests: assertions.length, failed: 0 });
    const newest = await cluster.members[0]?.client.kv.range({ key: Buffer.from('newest') });
    await recorders.reach(Number(newest?.header.revision), 10_000);
    const { criteria, findings } = judgeRecords(records);

    expect(findings).toEqual([]);
    expect(criteria.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
  }, 60_000);

  test('a wrong expectation is a failed assertion, and nothing else', async () => {
    const start = records.length;
    // With such timers etcd would grant one second, and these members grant two.
    const done = await run({
      names: ['locks'],
      arena: { ...arena(), timers: { heartbeatMs: 10, electionMs: 50 } },
    });
    const failed = assertionsSince(start).filter(({ ok }) => !ok);
    expect(done.failed).toBe(failed.length);
    expect(failed.map(({ claim }) => claim).sort()).toEqual(['LOCK-1', ...Array<string>(4).fill('LOCK-2')]);
    expect(failed[0]?.message).toMatch(/Expected[\s\S]*1[\s\S]*Received[\s\S]*2/);
  }, 60_000);

  test('what the journal so far does not decide fails the upgrade suite by its own words', async () => {
    const start = records.length;
    await run({ names: ['upgrade'] });
    const verdicts = new Map(assertionsSince(start).map(({ claim, ...rest }) => [claim, rest]));
    expect(verdicts.get('UPG-2')).toMatchObject({ ok: true });
    expect(verdicts.get('UPG-1')).toMatchObject({
      ok: false,
      message: expect.stringContaining('Unanswered: no-lost-writes: no complete final content'),
    });
    expect([...verdicts.keys()]).toEqual([1, 2, 3, 4, 5, 6].map((number) => `UPG-${number}`));
  });

  test('a suite that does not exist is no verdict', async () => {
    await expect(run({ names: ['cas', 'nonsuch'] })).rejects.toThrow('no tests found in suite "nonsuch"');
  });

  test('the processes of a killed run are gone, and it is no verdict', async () => {
    const killed = run({ names: ['locks'] });
    const [pid] = await holding();
    process.kill(Number(pid), 'SIGKILL');
    await expect(killed).rejects.toThrow('ended (SIGKILL) before its tests had');
    await noneLeft();
  });

  test('aborting ends everything and rejects with the reason', async () => {
    const start = records.length;
    const interrupt = new AbortController();
    const aborted = run({ names: ['locks'], signal: interrupt.signal });
    await holding();
    interrupt.abort(new Error('interrupted'));
    await expect(aborted).rejects.toThrow('interrupted');
    expect(assertionsSince(start)).toEqual([]);
    await noneLeft();
  });
});

/** Waits until the suites have started holders. @returns the process ids of those that run Jest */
async function holding(): Promise<string[]> {
  await until(async () => (await processesOf('holder-main')).length > 3, {
    within: 20_000,
    what: 'holders to be started',
  });
  return processesOf('suite-run/child-main');
}

async function noneLeft(): Promise<void> {
  await until(
    async () => [...(await processesOf('holder-main')), ...(await processesOf('child-main'))].length === 0,
    { within: 5_000, what: 'the processes of the suites to be gone' },
  );
}

/** Living processes with this in their command line; a zombie has none. */
async function processesOf(words: string): Promise<string[]> {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(
    names.map((name) =>
      readFile(`/proc/${name}/cmdline`, 'utf8').then(
        (line) => ({ name, line }),
        (error: unknown) => {
          if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) {
            return { name, line: '' };
          }
          throw error;
        },
      ),
    ),
  );
  return lines.filter(({ line }) => line.includes(words)).map(({ name }) => name);
}
