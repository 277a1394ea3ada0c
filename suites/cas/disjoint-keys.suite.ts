import { expect } from '@jest/globals';
import type { RecordingClient } from '../../harness/workload/recording-client';
import { answerTo } from '../answers';
import { assay } from '../assay';
import type { Trial } from '../trial';
import { swap } from './swap';

const CLIENTS_A_MEMBER = 2;
const CHANGES = 10;

interface Account {
  readonly key: string;
  readonly won: number[];
  conflicts: number;
  unknown: number;
}

assay('CAS-1', 'clients that change different keys at once never conflict', async (trial) => {
  const clients = trial.clients(CLIENTS_A_MEMBER);
  const accounts = await Promise.all(clients.map((client, index) => changeOwnKey(trial, client, index)));

  expect(accounts.map(({ key, conflicts }) => ({ key, conflicts }))).toEqual(
    accounts.map(({ key }) => ({ key, conflicts: 0 })),
  );
  const [reader] = clients;
  const prefix = { key: trial.key(''), end: trial.key('').replace(/\/$/, '0') };
  const { kvs } = answerTo('range', await (reader as RecordingClient).perform({ range: prefix }));
  for (const { key, won, unknown } of accounts) {
    const version = kvs.find((kv) => kv.key === key)?.version ?? 0;
    expect(version).toBeGreaterThanOrEqual(won.length);
    expect(version).toBeLessThanOrEqual(won.length + unknown);
  }
  // Changes one after another would conflict as little: they must really have gone on at the same time.
  expect(handOvers(accounts)).toBeGreaterThan(accounts.length);
});

/** Each change is guarded on the state that this client itself made before. */
async function changeOwnKey(trial: Trial, client: RecordingClient, index: number): Promise<Account> {
  const account: Account = { key: trial.key(`of-${index}`), won: [], conflicts: 0, unknown: 0 };
  const { key } = account;
  let mod = 0;
  let unsettled = false;
  for (let change = 1; change <= CHANGES; change += 1) {
    const result = await swap(
      client,
      { key, target: 'mod', is: '=', to: mod },
      { key, value: trial.unique() },
    );
    if (result.is === 'won') {
      account.won.push(result.mod);
      mod = result.mod;
      unsettled = false;
    } else if (result.is === 'unknown') {
      account.unknown += 1;
      unsettled = true;
    } else {
      // After a change of its own that may have come through, a refusal is no conflict with another client.
      account.conflicts += unsettled ? 0 : 1;
      mod = result.found?.mod ?? 0;
    }
  }
  return account;
}

/** How often, in the order of revisions, one client's change follows another's. */
function handOvers(accounts: readonly Account[]): number {
  const changes = accounts.flatMap(({ key, won }) => won.map((mod) => ({ key, mod })));
  const keys = changes.sort((one, other) => one.mod - other.mod).map(({ key }) => key);
  return keys.filter((key, index) => index > 0 && key !== keys[index - 1]).length;
}
