import type { Row } from './row';
import type { Spread } from './spread';

/** The rows for a person: for each figure its median and where all of its rounds lie. */
export function table(rows: readonly Row[]): string[] {
  return rows.flatMap((row) => {
    const { name, against, unit, rounds, target, spread, met, notes } = row;
    const count = `${rounds.length} ${rounds.length === 1 ? 'round' : 'rounds'}`;
    const line = (what: string, figure: Spread, suffix: string): string =>
      `  ${what.padEnd(10)} ${words(figure)}${suffix}`;
    return [
      `${name} (${count}; reference: ${against})`,
      line('ours', spread.ours, ` ${unit}`),
      line('reference', spread.reference, ` ${unit}`),
      line(
        'ratio',
        spread.ratio,
        ` ×${target === null ? '' : ` (target ${targetText(target)}: ${met === true ? 'met' : 'missed'})`}`,
      ),
      ...notes.map((note) => `  ${note}`),
      '',
    ];
  });
}

const targetText = ({ ratio, is }: NonNullable<Row['target']>): string =>
  `${is === 'at most' ? '≤' : '≥'} ${ratio} ×`;

const words = ({ median, q1, q3, min, max }: Spread): string =>
  `${figure(median).padStart(7)}  [${figure(min)} … ${figure(q1)} … ${figure(q3)} … ${figure(max)}]`;

/** Three figures are all that any of these measurements can carry. */
const figure = (value: number): string => (value >= 1000 ? String(Math.round(value)) : value.toPrecision(3));
