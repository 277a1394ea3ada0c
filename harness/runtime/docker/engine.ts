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

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
