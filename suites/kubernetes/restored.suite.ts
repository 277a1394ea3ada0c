import { beforeAll, expect } from '@jest/globals';
import { claimTest, experiment } from '../assay';
import { need } from '../unanswered';
import { versionOf } from './api';
import { lookBack, type LookedBack } from './restored/look-back';
import { shownVersions } from './watched';

/** Far more than any cluster has revisions after its last snapshot. */
const BUMP = 1_000_000_000;

let plain: Promise<LookedBack>;
let bumped: Promise<LookedBack>;

beforeAll(async () => {
  plain = experiment('K8S-2', (trial) => lookBack(trial, { number: 1 }));
  bumped = experiment('K8S-2', (trial) => lookBack(trial, { number: 2, bump: BUMP }));
  // Each test awaits its own, and fails by it.
  await Promise.allSettled([plain, bumped]);
});

claimTest(
  'K8S-2',
  'set back to an older snapshot, etcd counts the same revisions again, and a stale PUT is not refused where its resourceVersion ' +
    'has come to be right again',
  async () => {
    const { latePuts, revision, wentBack } = await plain;
    expect(revision).toBeLessThan(versionOf(wentBack.newest));
    const again = latePuts.filter(({ now, remembered }) => now === remembered);
    need(again.length > 0, 'the object never came to a resourceVersion that it had had before');
    expect(again.map(({ code }) => code)).toEqual(again.map(() => 200));
    const others = latePuts.filter((put) => !again.includes(put));
    expect(others.map(({ code }) => code)).toEqual(others.map(() => 409));
  },
);

claimTest(
  'K8S-2',
  'restored with a revision bump, etcd counts on from there, and every such PUT is refused with 409',
  async () => {
    const { latePuts, revision, wentBack } = await bumped;
    expect(revision).toBeGreaterThan(BUMP);
    expect(latePuts.map(({ code }) => code)).toEqual(wentBack.remembered.map(() => 409));
  },
);

claimTest(
  'K8S-2',
  'an API server that lived through a restore without a bump shows no change until etcd has passed the old revision, and goes on ' +
    'listing what is gone',
  async () => {
    const { changes, events, listed, remembers, wentBack } = await plain;
    const before = versionOf(wentBack.newest);
    expect(changes.filter((version) => version <= before).length).toBeGreaterThan(0);
    expect(shownVersions(events)).toEqual(changes.filter((version) => version > before));
    expect(listed.names).toContain('newer');
    expect(remembers).toBe(200);
  },
);

claimTest(
  'K8S-2',
  'with a bump and the old revisions marked as compacted it starts anew: a watch from before is answered 410, and lists show what is there',
  async () => {
    const { changes, events, listed, remembers } = await bumped;
    expect(events).toMatchObject([{ type: 'ERROR', object: { code: 410, reason: 'Expired' } }]);
    expect(listed.names).not.toContain('newer');
    expect(listed.version).toBeGreaterThanOrEqual(Math.max(...changes));
    expect(remembers).toBe(404);
  },
);
