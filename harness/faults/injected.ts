import { NotDone, type Injection } from './fault';

/** @returns why etcd did not do its part; a fault that did not take effect is for the proof to tell */
export async function injected(injection: Injection): Promise<string | undefined> {
  try {
    await injection.inject();
    return undefined;
  } catch (error) {
    if (error instanceof NotDone) {
      return error.message;
    }
    throw error;
  }
}
