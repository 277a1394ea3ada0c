import type { RecordOf } from '../../journal/record';
import type { ComparedFigure } from '../../result/compared-trial';
import { seconds } from '../finding';
import { groupBy } from '../grouping';
import { within, type Stretch } from '../sweep/stretches';

type Usage = RecordOf<'usage'>;
type ProgramUsage = Usage['programs'][number];

/** One program on one node, as it stood when a trial's figures began to count, and when they did no more. */
interface Change {
  readonly node: string;
  readonly name: string;
  readonly before: ProgramUsage;
  /** Undefined where it had ended by then, or was started anew and began to count anew. */
  readonly after: ProgramUsage | undefined;
  readonly seconds: number;
}

/**
 * What programs used meanwhile, those of one name on all nodes together: processors, waiting for one while they were ready to run,
 * memory at the end. And how long budgets held whole nodes back: those that a member runs on, and all.
 */
export function usageFigures(records: readonly Usage[], whole: Stretch): ComparedFigure[] {
  const byNode = [
    ...groupBy(
      records.filter(({ t }) => within(whole, t)),
      ({ node }) => node,
    ).values(),
  ];
  const changes = byNode.flatMap(changesOf);
  const names = [...new Set(changes.map(({ name }) => name))].sort();
  const members = byNode.filter(([first]) => first?.programs.some(({ name }) => name === 'etcd') === true);
  return [
    ...names.flatMap((name) =>
      ofProgram(
        name,
        changes.filter((change) => change.name === name),
      ),
    ),
    { metric: 'member nodes held back', unit: 'cores', value: heldBack(members) },
    { metric: 'all nodes held back', unit: 'cores', value: heldBack(byNode) },
  ];
}

function changesOf(records: readonly Usage[]): Change[] {
  const [first, last] = [records[0], records.at(-1)];
  if (first === undefined || last === undefined) {
    return [];
  }
  return first.programs.map((before) => {
    const after = first === last ? undefined : last.programs.find(({ name }) => name === before.name);
    return {
      ...{ node: first.node, name: before.name, before, seconds: seconds(last.t - first.t) },
      after: after === undefined || after.cpu < before.cpu ? undefined : after,
    };
  });
}

/** Unknown where it is of one of them: a sum of the others would be too little. */
function ofProgram(name: string, changes: readonly Change[]): ComparedFigure[] {
  const rate = (of: (usage: ProgramUsage) => number | undefined): number | null =>
    changes.reduce<number | null>((all, { before, after, seconds: lasted }) => {
      const [from, to] = [of(before), after && of(after)];
      return all === null || from === undefined || to === undefined ? null : all + (to - from) / lasted;
    }, 0);
  const rss = changes.flatMap(({ after }) => after?.rss ?? []);
  const most = rss.length < changes.length ? null : Math.max(...rss) / (1 << 20);
  return [
    { metric: `${name} processors`, unit: 'cores', value: rate(({ cpu }) => cpu) },
    { metric: `${name} waiting for a processor`, unit: 'cores', value: rate(({ waited }) => waited) },
    { metric: `${name} memory, the largest`, unit: 'MiB', value: most },
  ];
}

/** Cores that their budget kept from a node, on average; null where they have none. */
function heldBack(nodes: readonly (readonly Usage[])[]): number | null {
  const kept = nodes.map((records) => {
    const [first, last] = [records[0], records.at(-1)];
    return first?.throttled === undefined || last?.throttled === undefined || last.t === first.t
      ? undefined
      : (last.throttled - first.throttled) / seconds(last.t - first.t);
  });
  const known = kept.filter((cores) => cores !== undefined);
  return known.length === 0 || known.length < kept.length
    ? null
    : known.reduce((all, cores) => all + cores, 0) / known.length;
}
