import type { Entry } from '../harness/track-record/entry';
import { printable } from './printable';
import { wrap } from './wrap';

/** One known bug in two lines and more: what the scenario showed, and in which words. */
export function entryLines(entry: Entry, columns: number): string[] {
  const { id, title, verdict, checker, seconds, attempts, fixed, fixedPasses, runs } = entry;
  const [first] = runs;
  const by = checker === null ? '' : ` by ${checker}`;
  const tries = attempts === 1 ? '' : ` in ${attempts} attempts`;
  const indent = '        ';
  const finding = [...runs].reverse().find((run) => run.version === first?.version)?.finding;
  return [
    `${id}  ${title}`,
    `${indent}${first?.version ?? ''}: ${verdict}${by}${tries} (${seconds.toFixed(1)} s)`,
    ...(finding === null || finding === undefined
      ? []
      : wrap(printable(finding, 400), Math.min(100, columns), `${indent}  `)),
    ...fixedLines(fixed, fixedPasses, entry.runs.at(-1)?.finding ?? null).map((line) => indent + line),
  ];
}

function fixedLines(fixed: string | null, passes: boolean | null, why: string | null): string[] {
  if (fixed === null) {
    return ['no release has a fix'];
  }
  if (passes === null) {
    return [`${fixed}: not run`];
  }
  return [
    passes ? `${fixed}: passes the same scenario` : `${fixed}: DOES NOT PASS: ${printable(why ?? '', 400)}`,
  ];
}

/** For the README and for summary.md. */
export function entryTable(entries: readonly Entry[]): string[] {
  return [
    '| issue | what goes wrong | affected | run on | result | caught by | seconds | fixed in, passes |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...entries.map((entry) => {
      const { id, issue, title, affected, runs, verdict, checker, seconds, fixed, fixedPasses, attempts } =
        entry;
      const fix =
        fixed === null
          ? 'no fix'
          : `${fixed}, ${fixedPasses === null ? 'not run' : fixedPasses ? 'yes' : '**no**'}`;
      const tries = attempts === 1 ? '' : ` (${attempts} attempts)`;
      return `| [${id}](${issue}) | ${title} | ${affected} | ${runs[0]?.version ?? ''} | ${verdict}${tries} | ${checker ?? ''} | ${seconds.toFixed(1)} | ${fix} |`;
    }),
  ];
}
