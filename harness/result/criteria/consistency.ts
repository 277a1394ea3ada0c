import { bounded, guarantee, type CriterionData } from './criterion';

const GUARANTEES_PAGE = 'etcd documentation, page "etcd API guarantees" (earlier "KV API guarantees")';

const REPRODUCE =
  'Do not put this version into production. Keep OUT whole: journal.jsonl holds every operation, and ' +
  '"etcd-assay check" judges it again. Repeat with the same seed, then report it to etcd with the finding ' +
  'and the member logs.';

/** CONS-1 to 6: what etcd promises at any time, upgrade or not. */
export const consistency = {
  linearizable: guarantee('CONS-1', {
    title: 'Every answer fits one order of operations that keeps real time',
    meaning:
      'All successful operations are put in the order of their revisions and replayed through a small model ' +
      'of etcd. Each answer must be what the model answers at that place, and no operation may stand after ' +
      'one that was invoked only when it had already returned. Operations without an answer may have ' +
      'happened or not. Measured: the number of answers that fit no such order.',
    source:
      `${GUARANTEES_PAGE}, sections "Strict serializability" and "Linearizability"; M. Herlihy and ` +
      'J. Wing, "Linearizability: A Correctness Condition for Concurrent Objects", ACM TOPLAS 12(3), 1990.',
    advice: REPRODUCE,
    repeating:
      'If the checker ran out of time or memory, a shorter run (--profile quick) helps; if revisions went ' +
      'unseen by every recorder, repeating may help.',
  }),
  'serializable-past': guarantee('CONS-5', {
    title: "Serializable reads show some member's true past",
    meaning:
      'A serializable read may be stale, but what it shows must be the exact state at the revision that it ' +
      'names, and no read of a member may be of an earlier revision than one that it had answered before. ' +
      'Measured: the number of serializable answers that differ from the replayed state at their own ' +
      'revision, or go back.',
    source: `${GUARANTEES_PAGE}, section "Linearizability", on the consistency mode "serializable".`,
    advice: REPRODUCE,
    repeating: 'Repeating helps if the run was cut short or too few serializable reads were answered.',
  }),
  'watch-guarantees': guarantee('CONS-2', {
    title: 'Watches are ordered, unique, reliable, atomic, resumable and bookmarkable',
    meaning:
      'Every watch of the run is held against the replayed history: events in the order of revisions, each once, ' +
      'none left out, a revision whole in one response, no gap where a stream is resumed, and no progress ' +
      'notification ahead of its events. Measured: the number of events or notifications that break one of these.',
    source: `${GUARANTEES_PAGE}, section "Watch APIs", which names all six.`,
    advice: REPRODUCE,
    repeating: 'Repeating helps if a recorder lost its stream for long.',
  }),
  durable: guarantee('CONS-4', {
    title: 'Acknowledged writes survive kill -9',
    meaning:
      'Members are killed with SIGKILL while clients write. Every write that a client saw acknowledged must be in ' +
      'the final contents of every member, unless a later one replaced or removed it. The loss of power, which ' +
      'takes what was never flushed as well, is another fault: see "notRun". Measured: the number of acknowledged ' +
      'writes that are missing.',
    source: `${GUARANTEES_PAGE}, section "Durability"; etcd issue 14370.`,
    advice: REPRODUCE,
    repeating: 'Repeating helps if no member was killed, or if the final reads could not be made.',
  }),
  'lease-bounds': guarantee('CONS-3', {
    title: "A lease's keys go neither too early nor too late",
    meaning:
      'The keys of a lease may not disappear before the invoke of its last answered keepalive plus the ' +
      'granted time to live, nor stay longer than the last keepalive that may have been processed, or the ' +
      'last promotion of a leader, allows. Measured: the number of leases outside these bounds.',
    source:
      `${GUARANTEES_PAGE}, section "Lease APIs"; C. Gray and D. Cheriton, "Leases: An Efficient ` +
      'Fault-Tolerant Mechanism for Distributed File Cache Consistency", SOSP 1989; etcd issue 15247 ' +
      '(a deposed leader revokes leases; 3.5 up to 3.5.12, and rarely later: docs/findings.md).',
    advice:
      'Too early: compare with etcd issue 15247 and use a patch release with its fix; where the leader was ' +
      'frozen just before, docs/findings.md tells what the fix leaves open. Too late: look in the member logs ' +
      'for a leader without quorum and for slow disks.',
    repeating:
      'Repeating may help, with a longer profile more so: leases have to expire while somebody watches.',
  }),
  'answers-after-heal': bounded('CONS-6', 10, {
    title: 'Every member answers linearizable reads soon after the last heal',
    meaning:
      'Measured: the longest time, over all members, from when the last fault began to be taken back (or from ' +
      'when a client first asked the member after that) to the first linearizable read that it answered.',
    source:
      "A default of this project's, not a promise of etcd's: ten election timeouts at etcd's default of 1 s " +
      '(etcd documentation, page "Tuning", section "Time parameters"). Set your own with --threshold ' +
      'answers-after-heal=SECONDS.',
    advice:
      'Look at that member\'s log after the last heal: elections that repeat, a "slow fdatasync" warning or ' +
      'a long snapshot transfer name the cause.',
    repeating:
      'Repeating helps if the run was cut short before the last fault was over and every member answered.',
  }),
} as const satisfies Record<string, CriterionData>;
