import type { runCLI } from 'jest';
import { journalClock } from '../journal/clock';
import { assertionsOf } from './assertions';
import { parentLink } from './parent-link';

type Results = Awaited<ReturnType<typeof runCLI>>['results'];

/**
 * Jest reporter: writes an `assertion` record for each test when its file has ended, since what fails in an
 * `afterAll` belongs to the tests too. What it throws ends the run as a failure of the harness.
 */
export default class AssertionReporter {
  onTestResult(_test: unknown, result: Results['testResults'][number]): void {
    const link = parentLink();
    const t = journalClock(link.arena.epoch)();
    assertionsOf(result, link.arena.phase, t).forEach((record) => link.write(record));
  }
}
