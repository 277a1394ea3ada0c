import type { CriterionData } from './criterion';

/** Conditions that the run itself must meet; without them nothing is proven, so they never `fail`. One is about the release. */
export const run = {
  'faults-proven': {
    claim: 'run',
    title: 'Every fault was seen to take effect',
    unit: 'share',
    bound: 'least',
    threshold: 1,
    settable: false,
    meaning:
      'Each injected fault is proven by an observation apart from the injector, such as a probe that fails ' +
      'or a process that is gone. Measured: the share of injected faults with such a proof.',
    source: "This project's own rule: a fault without proof shows nothing about how a cluster bears it.",
    advice: 'See "faults" in result.json for the one without proof; its "proof" says what was observed.',
    repeating:
      'Repeating helps where a machine under load made a probe late; it does not where a fault cannot work.',
  },
  'load-enough': {
    claim: 'run',
    title: 'Clients worked enough in every phase, on every member, during every fault',
    unit: 'shortfalls',
    bound: 'most',
    threshold: 0,
    settable: false,
    meaning:
      'Each kind of operation must have been answered a minimum number of times per member and phase and in ' +
      'each fault window. Measured: the number of minima that were not met.',
    source: "This project's own rule: a guarantee that nothing tested must not pass.",
    advice: 'Run on a machine with less other work, or give the run more time with --profile standard.',
    repeating: 'Repeating helps on a machine with less other work, or with a longer profile.',
  },
  'harness-lag': {
    claim: 'run',
    title: 'The harness itself kept up',
    unit: 'ms',
    bound: 'most',
    threshold: 500,
    settable: true,
    meaning:
      "Measured: the longest delay of the harness's own event loop, in milliseconds. While it lags, times of " +
      'operations and gaps are those of the harness, not those of etcd.',
    source:
      "This project's own rule: half of etcd's default election timeout of 1 s, so that the harness's own " +
      'pauses are not mistaken for an election.',
    advice: 'Give the machine more cores or less other work.',
    repeating: 'Repeating helps on a machine with less other work.',
  },
  'journal-whole': {
    claim: 'run',
    title: 'The journal is whole',
    unit: 'breaks',
    bound: 'most',
    threshold: 0,
    settable: false,
    meaning:
      'A journal ends with an "end" record that says the run finished. Measured: the number of places where ' +
      'the journal is cut off or the record of the run is missing.',
    source: 'The journal format of this project (docs/journal.md).',
    advice: 'See why the run ended early: the error in result.json, a full disk, or memory that ran out.',
    repeating:
      'Repeating the run helps; checking this journal again does not, since what is missing stays missing.',
  },
  'trigger-fired': {
    claim: 'run',
    title: 'What sets a known bug off was seen to happen',
    unit: 'triggers',
    bound: 'least',
    threshold: 1,
    settable: false,
    meaning:
      'A scenario of the track record brings about the condition that sets a known bug off. Measured: how often that ' +
      'condition was seen. Only runs of `calibrate` are judged by it.',
    source:
      "This project's own rule: a release that passes a scenario whose trigger never fired shows nothing.",
    advice: 'See the journal for what the scenario got as an answer in place of the condition.',
    repeating: 'Repeating helps for scenarios that show their bug sometimes.',
  },
  'known-issues': {
    claim: 'run',
    title: 'No known bug without a fix shows in these releases',
    unit: 'issues',
    bound: 'most',
    threshold: 0,
    settable: false,
    meaning:
      'With --strict each known issue of the releases that shows every time is brought up in a cluster of its own, by ' +
      'the scenario that `calibrate` runs, before the run begins. Measured: on how many releases one showed.',
    source: 'The public issues of etcd, by number; docs/track-record.md has what each scenario does.',
    advice:
      'See the issue for who is affected. Leave --strict out if the trigger does not occur where you run etcd.',
    repeating: "Repeating helps where a scenario's trigger did not fire on a busy machine.",
  },
} as const satisfies Record<string, CriterionData>;
