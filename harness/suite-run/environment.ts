import { TestEnvironment } from 'jest-environment-node';
import { parentLink } from './parent-link';
import { surround } from './surroundings';

/** Jest's environment for suites: Node's own, with the arena and the way to the journal in it. */
export default class SuiteEnvironment extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup();
    const link = parentLink();
    surround(this.global, {
      arena: JSON.stringify(link.arena),
      write: (record) => link.write(record),
      reserveClients: (count) => link.reserveClients(count),
    });
  }
}
