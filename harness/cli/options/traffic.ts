import type { Argv } from 'yargs';
import { Refusal } from '../../errors/refusal';
import type { NotRun } from '../../journal/record';
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
  return NAMES.filter((name) => wanted.includes(name));
}

/** As a flag of the command that repeats the run: absent where it is the default. */
export const trafficFlag = (traffic: readonly string[]): string | undefined =>
  traffic.join() === DEFAULT_TRAFFIC.join() ? undefined : traffic.join();

export const trafficLeftOut = (traffic: readonly string[]): NotRun[] =>
  DEFAULT_TRAFFIC.filter((name) => !traffic.includes(name)).map((id) => ({
    id,
    why: '--traffic leaves it out',
  }));
