import { getContainerRuntimeClient, type ContainerRuntimeClient } from 'testcontainers';
import { Refusal } from '../../errors/refusal';

export type Engine = ContainerRuntimeClient;

/**
 * The container engine that Testcontainers finds: DOCKER_HOST, the current context, the usual sockets.
 * @throws Refusal (environment) where none answers
 */
export async function containerEngine(): Promise<Engine> {
  // Its image cannot be pulled everywhere; our own labels, reaper and sweep do that work.
  process.env['TESTCONTAINERS_RYUK_DISABLED'] = 'true';
  try {
    return await getContainerRuntimeClient();
  } catch (error) {
    throw Refusal.environment(
      `no container engine answers (${firstLine(error)}); start one, or say where it is with DOCKER_HOST`,
    );
  }
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
