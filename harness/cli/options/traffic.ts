import type { Argv } from 'yargs';
import { Refusal } from '../../errors/refusal';
import type { NotRun } from '../../journal/header';
import { gateCriteria } from '../../gate/suite-criteria';
import { DEFAULT_TRAFFIC, TRAFFIC } from '../../workload/traffic/catalogue';
import type { Config } from './config-schema';
import { suggestion } from './nearest';
import { once, quoted } from './once';

const NAMES = TRAFFIC.map(({ name }) => name);

export const trafficOption = <T>(argv: Argv<T>) =>
  argv.option('traffic', {
    type: 'string',
    requiresArg: true,
    describe: `what clients do, with commas between: ${NAMES.join(', ')} (default: the first ${DEFAULT_TRAFFIC.length})`,
  });

/** Names of traffic, in the order of the catalogue. @throws Refusal (usage) for one that there is not */
export function readTraffic(given: unknown, config: Pick<Config, 'traffic'>): string[] {
  const words = once('traffic', given)
    ?.split(',')
    .map((word) => word.trim());
  words?.forEach((word) => {
    if (!NAMES.includes(word)) {
      throw Refusal.usage(`--traffic: no traffic "${quoted(word)}"${suggestion(word, NAMES)}`);
    }
  });
  const wanted: readonly string[] = words ?? config.traffic ?? DEFAULT_TRAFFIC;
  if (wanted.every((name) => name === 'auth-churn')) {
    throw Refusal.usage(
      '--traffic auth-churn alone changes no keys, which a run is judged by; add another one',
    );
  }
  return NAMES.filter((name) => wanted.includes(name));
}

/** As a flag of the command that repeats the run: absent where it is the default. */
export const trafficFlag = (traffic: readonly string[]): string | undefined =>
  traffic.join() === DEFAULT_TRAFFIC.join() ? undefined : traffic.join();

/** Traffic that a run has by default and this one has not, and criteria that nothing is left for. */
export function trafficLeftOut(traffic: readonly string[], criteria: readonly string[]): NotRun[] {
  const judged: readonly string[] = [...gateCriteria(traffic), ...criteria];
  return [
    ...DEFAULT_TRAFFIC.filter((name) => !traffic.includes(name)).map((id) => ({
      id,
      why: '--traffic leaves it out',
    })),
    ...gateCriteria(DEFAULT_TRAFFIC)
      .filter((id) => !judged.includes(id))
      .map((id) => ({ id, why: 'this traffic gives it nothing to judge' })),
  ];
}
