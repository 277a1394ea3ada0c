import { bounded, guarantee, type CriterionData } from './criterion';

const GUARANTEES_PAGE = 'etcd documentation, page "etcd API guarantees" (earlier "KV API guarantees")';

/** UPG-1 to 6: what a rolling upgrade must leave intact. */
export const upgrade = {
  'no-lost-writes': guarantee('UPG-1', {
    title: 'No acknowledged write is lost',
    meaning:
      'Every write that a client saw acknowledged must be in the final contents of every member, unless a ' +
      'later write replaced or removed it. Measured: the number of acknowledged writes that are missing.',
    source:
      `${GUARANTEES_PAGE}, section "Durability"; etcd issue 14370 (acknowledged writes of a one-member ` +
      'cluster lost in a crash).',
    advice:
      'Stop the upgrade: data was lost. Keep OUT whole, repeat with the same seed, and report it to etcd ' +
      'with the finding and the member logs.',
    repeating:
      'Repeating helps if the final reads could not be made: the cluster has to be whole at the end.',
  }),
  'revisions-forward': guarantee('UPG-2', {
    title: 'Revisions never go back',
    meaning:
      'Over all clients, members and steps, a revision answered after another one returned may not be ' +
      'smaller than it. Measured: the number of answers with a revision that went back.',
    source:
      `${GUARANTEES_PAGE}, section "Revision" (a single increasing revision); etcd issues 16693 ` +
      '(revision decreased after a crash) and 17780 (revision lost through compaction).',
    advice:
      'Controllers that cache by revision, Kubernetes among them, misbehave on this. Stop the upgrade, keep ' +
      'OUT whole, and compare with the two issues named under "source".',
    repeating: 'Repeating helps if the run was cut short or its clients did too little.',
  }),
  'members-agree': guarantee('UPG-3', {
    title: 'Members hold the same data, mixed versions included',
    meaning:
      "The members' HashKV at one revision and one compaction revision must be equal, and so must their " +
      'contents key by key at the end. Measured: the number of disagreements.',
    source:
      'etcd documentation, page "Data Corruption"; etcd issues 13766 (inconsistent revision and data, ' +
      '3.5.0 to 3.5.2) and 18667 (members diverge, 3.5 and 3.6).',
    advice:
      'Treat the odd member as corrupt: remove it, clear its data folder, and add it again. First keep OUT ' +
      'and its data for the report to etcd.',
    repeating:
      'Repeating may help: members are comparable only at one revision and after compaction has finished.',
  }),
  'membership-as-asked': guarantee('UPG-3', {
    title: 'Members agree on who they are, as it was asked for',
    meaning:
      'At the end all members list the same members, with the same peer URLs, and the list is what the ' +
      'changes that were asked for make of the first one. At no time does a member list one that nobody ' +
      'added, or a learner as a voting member that nobody promoted. Measured: the number of contradictions.',
    source:
      'etcd documentation, the pages "Runtime reconfiguration" and "Learner" (only a promotion makes a ' +
      'learner vote); etcd issues 21694 (an update of its peer URLs made a learner a voting member) and ' +
      '20340 (members that had been promoted were learners again after an upgrade).',
    advice:
      'Change nothing more in this cluster: a member that votes without having caught up can cost its ' +
      'quorum. Compare "etcdctl member list" of every member, and report the difference to etcd.',
    repeating: 'Repeating helps if the run was cut short before the members had told their lists.',
  }),
  'auth-agrees': guarantee('UPG-3', {
    title: 'Members agree on users, roles and permissions, as they were asked for',
    meaning:
      'At the end all members know the same users, roles and permissions at the same auth revision, and these are what ' +
      'the changes that clients asked for leave: an acknowledged one is there, a refused one was refused for its ' +
      'reason, one without an answer may be there. Measured: the number of contradictions.',
    source:
      'etcd documentation, page "Role-based access control"; etcd issue 14571 (a member that caught up by a snapshot ' +
      'went by old permissions).',
    advice:
      'Compare "etcdctl user list", "user get" and "role get" at the endpoint of every member. A member that differs ' +
      'lets others in than the rest: remove it, clear its data folder, and add it again.',
    repeating: 'Repeating helps if the run was cut short, or if most changes were left without an answer.',
  }),
  'watch-no-gap': guarantee('UPG-4', {
    title: 'Watches go on without a gap',
    meaning:
      'A watch that is resumed where it broke must show each event once, in order, whole revisions at a ' +
      'time, and leave none out. A finding begins with the name of the broken guarantee (ordered, unique, ' +
      'reliable, atomic, resumable, bookmarkable) or of what else was wrong (true event, prev_kv, filters). ' +
      'Measured: the number of events missing, doubled, split, out of order or wrong.',
    source:
      `${GUARANTEES_PAGE}, section "Watch APIs" (ordered, unique, reliable, atomic, resumable, ` +
      'bookmarkable); etcd issue 18089 (an event dropped when compacting on a delete).',
    advice:
      'Clients that keep a cache from watches hold wrong data until they list again. Keep OUT, compare with ' +
      'etcd issue 18089, and report it with the finding.',
    repeating:
      'Repeating helps if a recorder lost its stream for long or too few events went through a member.',
  }),
  'upgrade-gap': bounded('UPG-5', 5, {
    title: 'Each upgrade step interrupts service for a bounded time',
    meaning:
      'Measured: the longest time without an acknowledged write, or without an answered linearizable read, ' +
      'whichever is longer, over all clients. A time that reaches into a step counts whole for it. Gaps ' +
      'during faults are under measurements (longest-write-gap, longest-read-gap), not judged by this criterion.',
    source:
      "A default of this project's, not a promise of etcd's: with etcd's default election timeout of 1 s " +
      '(etcd documentation, page "Tuning", section "Time parameters") a follower waits up to 2 s before it ' +
      'stands for election, and a split vote costs up to 2 s more. Set your own with --threshold ' +
      'upgrade-gap=SECONDS.',
    advice:
      'See which step it was and who led then. Move the leader away before stopping a member, lower the ' +
      'election timeout if the network allows it, and look for slow disks in the member logs.',
    repeating: 'Repeating helps if the run was cut short or its clients did too little in a step.',
  }),
  'versions-reached': guarantee('UPG-6', {
    title: 'Every member, and the cluster version, ends at the wanted version',
    meaning:
      'At the end each member reports the version asked for, and the cluster version was raised to its ' +
      'minor version. Measured: the number of members, or cluster versions, that differ.',
    source: 'etcd documentation, the pages "Upgrade etcd from 3.N to 3.M", section "Upgrade procedure".',
    advice:
      'Look at the log of the member named in the finding: a refused flag or a failed start usually says ' +
      'why it did not come up at the new version.',
    repeating: 'Repeating helps if the run was cut short before every member had been asked.',
  }),
  'members-stay-up': guarantee('UPG-6', {
    title: 'No member ends, restarts or raises an alarm unasked',
    meaning:
      'A member may end only when the run ended it, and not by a panic then; it must return after its step within a bound, and may not ' +
      'raise CORRUPT or an unexpected NOSPACE alarm. Measured: the number of such events; the finding ' +
      "quotes the member's own panic and fatal lines.",
    source:
      'etcd documentation, the pages "Upgrade etcd from 3.N to 3.M" (a rolling upgrade needs no downtime) ' +
      'and "Data Corruption" (what the CORRUPT alarm means).',
    advice:
      "Search etcd's issues for the panic line quoted in the finding. The member's whole log is in OUT.",
    repeating: 'Repeating helps if the run was cut short.',
  }),
} as const satisfies Record<string, CriterionData>;
