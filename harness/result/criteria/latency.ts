import { guarantee, type CriterionData } from './criterion';

const TUNING = 'etcd documentation, page "Tuning", section "Time parameters"';
const RAFT = 'D. Ongaro, "Consensus: Bridging Theory and Practice", 2014, chapters 3 and 9';
const REPEATING =
  'Repeating helps on a machine that is not busy: its processors had no time, or a link was not as long as asked for.';

/** NET-1 to 3: what distance between members costs. */
export const latency = {
  'near-is-stable': guarantee('NET-1', {
    title: 'Within a data centre the leader stays, and a lost one is followed in time',
    meaning:
      'At round trips of at most 2 ms no leader may change that was not taken away. Of those that were, one in ten, and one in ' +
      'any case, may be followed later than two election timeouts and two round trips, since votes may be split. ' +
      'Measured: the number of changes and of late elections beyond that.',
    source: `${TUNING}: the defaults are made for a local network.`,
    advice:
      'Look at the processors and disks of the machine first: a member that is not scheduled for an election timeout loses its leader.',
    repeating: REPEATING,
  }),
  'elections-in-time': guarantee('NET-2', {
    title: 'A lost leader is noticed within its timeout, at any distance that is measured',
    meaning:
      'After each loss of a leader a member asks for votes within two election timeouts, and is elected two round trips later at ' +
      'the latest; one in ten, and one in any case, may be later, since votes may be split. Measured: the number of elections beyond that.',
    source: `${RAFT}; etcd draws each timeout between one and two times the one that is set.`,
    advice: 'Compare election timeout and round trip; "etcd-assay tune" recommends timers for a distance.',
    repeating: REPEATING,
  }),
  'distance-costs': guarantee('NET-3', {
    title: 'A write costs the round trips that consensus takes, and a local read none',
    meaning:
      'With the members in three zones, a write cannot be acknowledged sooner than a round trip after it reached the leader, and one ' +
      'through another member takes one more; a serializable read is answered by the nearest member alone. ' +
      'Measured: the number of medians for which that was not so.',
    source: `${RAFT}; etcd documentation, page "etcd API guarantees", on serializable reads.`,
    advice:
      'A write that is faster than light was acknowledged without a quorum, which is loss of data waiting to happen: keep the run, and look at the links that its probes saw.',
    repeating: REPEATING,
  }),
  'keys-in-parallel': guarantee('CAS-5', {
    title: 'Clients that change different keys do not hold each other up',
    meaning:
      'The same clients change one key, and then many. With many keys a larger share of their guarded writes has to go through, and ' +
      'as many changes a second at the least. Measured: the number of times that this was not so.',
    source:
      'etcd documentation, page "etcd API", section "Transaction": a guard is about the keys that it names.',
    advice:
      'Look at the rates in result.json; on a machine at its limit, which the figures say, rates tell little.',
    repeating: REPEATING,
  }),
} satisfies Record<string, CriterionData>;
