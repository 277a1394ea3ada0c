import { WholeLines } from '../whole-lines';
import { HolderCommand, HolderIdentity } from './holder-protocol';
import { LockClient } from './lock-client';
import type { Holding } from './holding';
import { acquirerOf } from './kinds/acquirer';

/** Entry of a lock's holder: a process of its own, so that it can be killed and frozen for real. */
const identity = HolderIdentity.parse(JSON.parse(process.argv[2] ?? ''));
const client = new LockClient(identity);
const acquire = acquirerOf(identity.kind);
const sessions = new Map<string, Promise<Holding>>();
const underWay = new Set<Promise<void>>();

async function carryOut(command: HolderCommand): Promise<void> {
  if ('acquire' in command) {
    const session = acquire(client, command.acquire);
    sessions.set(command.acquire, session);
    await session;
  } else if ('work' in command) {
    await (await sessionOf(command.work)).work(command.fenced);
  } else if ('release' in command) {
    await (await sessionOf(command.release)).release();
    sessions.delete(command.release);
  } else {
    for (let turn = 1; turn <= command.count; turn += 1) {
      const session = await acquire(client, command.turns);
      for (let write = 1; write <= command.writes; write += 1) {
        await session.work(true);
      }
      await session.release();
    }
  }
}

function sessionOf(lock: string): Promise<Holding> {
  const session = sessions.get(lock);
  if (session === undefined) {
    throw new Error(`told to use the lock ${lock} before it was told to acquire it`);
  }
  return session;
}

async function leave(): Promise<void> {
  await Promise.all(underWay);
  await Promise.all([...sessions.values()].map(async (session) => (await session).end()));
  client.close();
}

const lines = new WholeLines();
process.stdin.setEncoding('utf8');
process.stdin.on('data', (piece: string) => {
  for (const line of lines.take(piece)) {
    const work = carryOut(HolderCommand.parse(JSON.parse(line)));
    underWay.add(work);
    void work.then(() => underWay.delete(work));
  }
});
process.stdin.once('end', () => void leave());
