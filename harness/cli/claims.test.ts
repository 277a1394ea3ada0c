import { describe, expect, jest, test } from '@jest/globals';
import { CLAIMS } from '../result/claims';
import { CRITERIA } from '../result/criteria';
import { runCommandLine } from './command-line';

interface Listed {
  readonly id: string;
  readonly text: string;
  readonly suites: string[];
  readonly criteria: string[];
}

async function say(...words: string[]): Promise<string> {
  let out = '';
  const write = jest
    .spyOn(process.stdout, 'write')
    .mockImplementation((text) => ((out += String(text)), true));
  try {
    expect(await runCommandLine(words, new AbortController().signal)).toBe(0);
    return out;
  } finally {
    write.mockRestore();
  }
}

describe('claims', () => {
  test('--json lists every claim once, with all that judges it', async () => {
    const { claims } = JSON.parse(await say('claims', '--json')) as { claims: Listed[] };
    expect(claims.map(({ id, text }) => ({ id, statement: text }))).toEqual(
      CLAIMS.map(({ id, statement }) => ({ id, statement })),
    );
    const criteria = claims.flatMap((one) => one.criteria).sort();
    expect(criteria).toEqual(
      CRITERIA.filter(({ claim }) => claim !== 'run')
        .map(({ id }) => id)
        .sort(),
    );
    // What judges a claim belongs to a suite, and what no suite assays nothing judges.
    expect(claims.filter((one) => one.suites.length === 0)).toEqual(
      claims.filter((one) => one.criteria.length === 0),
    );
    expect(claims.find(({ id }) => id === 'CONS-2')).toMatchObject({
      ...{ suites: ['consistency'], criteria: ['watch-guarantees'] },
    });
  });

  test('says what nothing judges yet', async () => {
    const out = await say('claims');
    expect(out).toMatch(/\nCAS-5: Different keys .*\n {2}shows: [^]*?\n {2}not yet\n/);
    expect(out).toMatch(/\nCAS-4: [^]*?\n {2}suite cas and the gate: cas-one-winner\n/);
    expect(out).toMatch(/\nLOCK-4: [^]*?\n {2}suite lock-kinds: lock-kinds-alike\n/);
    expect(out).toMatch(/\nTOPO-3: [^]*?\n {2}command compare\n/);
    // The claim `run` is none; TOPO-3 has a command, and no criterion.
    const judged = new Set(CRITERIA.map(({ claim }) => claim)).size - 1 + 1;
    expect(out).toContain(`\n${judged} of ${CLAIMS.length} claims are judged in this version\n`);
  });
});
