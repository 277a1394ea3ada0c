import { amount } from '../result/amount';
import { figure } from '../result/figure';
import { TRIALS, type TrialName } from '../journal/comparison-record';
import { falseAlarms } from '../statistics/sign-test';
import { LEAST_ROUNDS, LEVEL } from './compared';
import { pairsOf } from './pairs-of';
import type { Compared, ComparisonReport } from './report';

/** What a user of etcd or of the API feels, or what it costs in machines: the rest explains it. */
const FELT: ReadonlySet<string> = new Set([
  'etcd put p50',
  'etcd put p99',
  'etcd read p99',
  'API get p99',
  'API list p99',
  'API patch p50',
  'API patch p99',
  'API probes unanswered',
  'load answered',
  'leader changes',
  'heartbeats not sent',
  'members gone',
  'API servers gone',
  'etcd unavailable',
  'API unavailable everywhere',
  'API unavailable at the worst surviving server',
  'until whole again, from being given back',
]);

type Topologies = ComparisonReport['topologies'];

/** In words, for each two topologies: what the one saves, what it costs, under which load that begins to matter. */
export function answerOf(topologies: Topologies, comparisons: readonly Compared[]): string[] {
  const rounds = Math.max(0, ...comparisons.map(({ difference }) => difference.rounds));
  return [
    ...pairsOf(topologies).flatMap(([first, second]) => [
      hosts(first, second),
      ...(rounds < LEAST_ROUNDS
        ? []
        : felt(
            first.name,
            second.name,
            comparisons.filter(
              ({ arms: [one, other] }) => one?.topology === first.name && other?.topology === second.name,
            ),
          )),
    ]),
    chance(rounds, comparisons),
  ];
}

function hosts(first: Topologies[number], second: Topologies[number]): string {
  const saved = second.nodes - first.nodes;
  const words = `${first.name} takes ${amount(first.nodes, 'host')}, ${second.name} ${second.nodes}`;
  return saved === 0 ? words : `${words}: ${saved > 0 ? first.name : second.name} saves ${Math.abs(saved)}`;
}

function felt(first: string, second: string, all: readonly Compared[]): string[] {
  const apart = all.filter(({ distinguishable, metric }) => distinguishable && FELT.has(metric));
  const loads = TRIALS.filter((trial) => apart.some(({ load }) => load === trial));
  const [from] = loads;
  return from === undefined
    ? [`${first} and ${second}: under none of the loads could anything that users feel be told apart here`]
    : [
        `${first} against ${second}: told apart under ${loads.join(', ')}`,
        ...loads.map((load) => `  ${load}: ${ofLoad(load, apart)}`),
      ];
}

const ofLoad = (load: TrialName, apart: readonly Compared[]): string =>
  apart
    .filter((one) => one.load === load)
    .map(({ metric, unit, arms: [first, second] }) =>
      first === undefined || second === undefined
        ? metric
        : `${metric} ${figure(first.median, unit)} → ${figure(second.median, unit)}`,
    )
    .join(', ');

/** So many comparisons find something even where there is nothing; those of too few rounds cannot. */
function chance(rounds: number, comparisons: readonly Compared[]): string {
  if (rounds < LEAST_ROUNDS) {
    return `${amount(rounds, 'round')} cannot tell anything apart from chance: ${LEAST_ROUNDS} are the least (--rounds)`;
  }
  const told = comparisons.filter(({ distinguishable }) => distinguishable).length;
  const byChance = comparisons.reduce(
    (all, { difference }) => all + falseAlarms(difference.rounds, LEVEL),
    0,
  );
  return (
    `${told} of ${comparisons.length} comparisons were told apart; were there no difference at all, about ` +
    `${Math.round(byChance)} would be on average`
  );
}
