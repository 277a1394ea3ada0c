import { NotDone } from './fault';

/** Waits for what etcd was asked to do. @throws NotDone with its words where it refused or was late */
export async function asked(what: string, answer: Promise<unknown>): Promise<void> {
  await answer.catch((error: unknown) => {
    throw new NotDone(`${what}: ${error instanceof Error ? error.message : String(error)}`);
  });
}
