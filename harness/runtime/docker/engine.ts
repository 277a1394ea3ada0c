import { accessSync, constants } from 'node:fs';
import { getContainerRuntimeClient, type ContainerRuntimeClient } from 'testcontainers';
import { Refusal } from '../../errors/refusal';

export type Engine = ContainerRuntimeClient;

/**
 * The container engine that Testcontainers finds: by its own settings, DOCKER_HOST, the usual socket, those of a rootless engine.
 * @throws Refusal (environment) where none answers
 */
export async function containerEngine(): Promise<Engine> {
  // Its image cannot be pulled everywhere; our own labels, reaper and sweep do that work.
  process.env['TESTCONTAINERS_RYUK_DISABLED'] = 'true';
  try {
    return await answered(getContainerRuntimeClient());
  } catch (error) {
    throw Refusal.environment(
      `no container engine answers (${[whereLooked(), firstLine(error)].join(': ')}); start one, or say where it is with DOCKER_HOST`,
    );
  }
}

const USUAL_SOCKET = '/var/run/docker.sock';

/** What Testcontainers does not tell: what it was told, or may not open. */
function whereLooked(): string {
  const { DOCKER_HOST } = process.env;
  if (DOCKER_HOST !== undefined) {
    return `DOCKER_HOST is ${DOCKER_HOST}`;
  }
  try {
    accessSync(USUAL_SOCKET, constants.R_OK | constants.W_OK);
    return `asked at ${USUAL_SOCKET}`;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'EACCES' ? `this user may not open ${USUAL_SOCKET}` : `no ${USUAL_SOCKET}`;
  }
}

/** Milliseconds: one that is there answers in a fraction of them, and nothing else ends the wait for a host that is not. */
const DEADLINE = 20_000;

function answered<T>(engine: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no answer within ${DEADLINE / 1000} s`)), DEADLINE);
    engine.then(resolve, reject).finally(() => clearTimeout(late));
  });
}

/** Does something in an engine. @throws Refusal (environment) with the engine's own words where it does not come about */
export async function inEngine<T>(what: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw error instanceof Refusal
      ? error
      : Refusal.environment(`the container engine could not ${what}: ${firstLine(error)}`);
  }
}

/** What an engine that no longer answers means for a run. */
export const engineGone = (error: unknown): Refusal =>
  Refusal.environment(
    `the container engine does not answer any more (${firstLine(error)}), and what becomes of the nodes then is not etcd's doing`,
  );

export const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
