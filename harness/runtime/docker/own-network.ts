import { randomInt } from 'node:crypto';
import type { Engine } from './engine';
import { labelsOf, type EngineRun } from './labels';

/** A run's own network in the engine, with the addresses of its nodes. */
export interface OwnNetwork {
  readonly name: string;
  /** Of the node with this number, counted from 1. */
  addressOf(number: number): string;
  readonly clientAddress: string;
  remove(): Promise<void>;
}

const ATTEMPTS = 40;
/** The engine gives the first address of a subnet to itself. */
const FIRST = 2;

/**
 * A bridge with a subnet of its own: nodes have addresses that are known before they are, and keep them.
 * @throws Error with the engine's words
 */
export async function createOwnNetwork(run: EngineRun, { network }: Engine): Promise<OwnNetwork> {
  for (let attempt = 1; ; attempt += 1) {
    const prefix = `10.${randomInt(201, 254)}.${randomInt(0, 255)}`;
    try {
      const made = await network.create({
        ...{ Name: run.name, Driver: 'bridge', Labels: labelsOf(run), CheckDuplicate: true },
        IPAM: { Config: [{ Subnet: `${prefix}.0/24` }] },
      });
      return {
        name: run.name,
        addressOf: (number) => `${prefix}.${number + FIRST - 1}`,
        clientAddress: `${prefix}.254`,
        remove: () => network.remove(made),
      };
    } catch (error) {
      if (attempt === ATTEMPTS || !/overlap/i.test(String(error))) {
        throw error;
      }
    }
  }
}
