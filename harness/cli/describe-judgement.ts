import type { Judgement } from '../result/result';

/** The table of criteria and the findings, one line each, as `check` prints them. */
export function describeJudgement({ verdict, criteria, findings }: Judgement): string[] {
  const width = Math.max(0, ...criteria.map(({ id }) => id.length));
  const rows = criteria.map(
    ({ id, verdict: judged, measured, threshold, unit, evidence }) =>
      `${judged.padEnd(12)} ${id.padEnd(width)}  ${measured ?? '-'} of ${threshold ?? '-'} ${unit}: ${evidence}`,
  );
  const passed = criteria.filter((criterion) => criterion.verdict === 'pass').length;
  return [
    ...rows,
    ...findings.map(
      ({ checker, message, operations }) => `${checker}: ${message} [${operations.join(', ')}]`,
    ),
    `${verdict.toUpperCase()}: ${passed} of ${criteria.length} criteria`,
  ];
}
