import type { Scenario } from '../scenarios/scenario';
import { entryOf, type Entry } from './entry';
import type { Shown } from './run-scenario';

export interface Effort {
  /** Milliseconds to go on trying for a bug that shows sometimes. */
  readonly within: number;
  /** Runs on the affected release, where the user wants so many of them whatever they show. */
  readonly attempts: number | undefined;
}

/** Runs a scenario on its affected release, as often as it takes, and on the fixed one. */
export async function assay(
  scenario: Scenario,
  run: (version: string, attempt: number) => Promise<Shown>,
  { within, attempts }: Effort,
): Promise<Entry> {
  const { affected, fixed } = scenario.versions;
  const begun = performance.now();
  const shown: Shown[] = [];
  const enough = (): boolean => {
    if (attempts !== undefined) {
      return shown.length >= attempts;
    }
    const caught = shown.some(({ verdict }) => verdict === 'fail');
    return caught || scenario.shows === 'every time' || performance.now() - begun > within;
  };
  do {
    shown.push(await run(affected, shown.length + 1));
  } while (!enough());
  return entryOf(scenario, shown, fixed === undefined ? undefined : await run(fixed, 1));
}
