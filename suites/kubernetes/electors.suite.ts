import { beforeAll, expect } from '@jest/globals';
import { CLIENT_GO } from '../../harness/kubernetes/electors/lease-elector';
import { claimTest, experiment } from '../assay';
import { loseElectors, WAYS, type Losses } from './electors/lose-electors';
import { meetGhost, type Ghost } from './restored/meet-ghost';

/** Most of it is waiting for Leases to run out, so all electors are lost at the same time. */
let losses: Promise<Losses>;
let ghost: Promise<Ghost>;

beforeAll(async () => {
  losses = experiment('K8S-3', loseElectors);
  ghost = experiment('K8S-3', meetGhost);
  // Each test awaits its own, and fails by it.
  await Promise.allSettled([losses, ghost]);
});

const WORDS = {
  kill: ['killed with SIGKILL', 'SIGKILL'],
  freeze: ['frozen with SIGSTOP', 'in state T'],
  cut: ['cut off from its API server', 'its calls are lost'],
  stop: ['asked to end', 'code 0'],
} as const;

for (const way of WAYS) {
  const [words, shown] = WORDS[way];
  claimTest(
    'K8S-3',
    `an elector by a Lease that leads and is ${words} is followed by one that waits`,
    async () => {
      const { [way]: loss } = await losses;
      const { leads, heirLeads, proof, first } = loss;
      expect(proof).toBe(shown);
      expect(heirLeads.elector).not.toBe(leads.elector);
      expect(heirLeads.token).toBe(Number(leads.token) + 1);
      expect(heirLeads.t).toBeGreaterThan(Number(first.notes('ended')[0]?.t));
      expect(first.notes('released')).toHaveLength(way === 'stop' ? 1 : 0);
    },
  );
}

claimTest('K8S-3', 'an elector that is cut off gives up before another one leads', async () => {
  const { cut } = await losses;
  expect(Number(cut.first.notes('lost')[0]?.t)).toBeLessThan(cut.heirLeads.t);
});

claimTest(
  'K8S-3',
  'an elector that wakes up late writes while another one leads; where its token is looked at, it is refused',
  async () => {
    const { freeze } = await losses;
    const late = freeze.first.notes('works').filter(({ t }) => t > freeze.heirLeads.t);
    expect(late.length).toBeGreaterThan(0);
    expect(late.map(({ fenced }) => fenced)).not.toContain(true);
    expect(
      freeze.first.notes('refused').filter(({ t, fenced }) => t > freeze.heirLeads.t && fenced).length,
    ).toBeGreaterThan(0);
  },
);

claimTest(
  'K8S-3',
  'a Lease that comes back from a snapshot with a holder who is gone is taken over once it was seen unchanged for its whole duration, ' +
    'however long ago it says that it was renewed',
  async () => {
    const { before, after, took } = await ghost;
    expect(before.spec.holderIdentity).toBe('ghost');
    expect(after.spec.holderIdentity).toBe('heir');
    expect(after.spec.leaseTransitions).toBe(Number(before.spec.leaseTransitions) + 1);
    expect(took).toBeGreaterThanOrEqual(CLIENT_GO.leaseDuration);
  },
);
