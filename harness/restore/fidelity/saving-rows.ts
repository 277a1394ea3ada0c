import { NOT_MEASURED, trialRow, type Row } from './row';
import type { Pair, SearchedTexts } from './trials';

/** What was saved: of which moment it is, and who can read it. */
export const SAVING_ROWS: readonly Row[] = [
  trialRow(38, 'an invariant over two objects under writes', 'pair', (pair) => ({
    measured: pair.rounds === 0 ? NOT_MEASURED : pairSymbol(pair),
    evidence: pairWords(pair),
  })),
  trialRow(39, 'encryption at rest', 'texts', (texts) => ({
    measured: textsSymbol(texts),
    evidence: textsWords(texts),
  })),
];

/** The first one is raised first: it is as high as the second, or one higher. */
function pairSymbol({ first, second }: Pair): string {
  if (first === undefined || second === undefined) {
    return '∅';
  }
  const ahead = first.count - second.count;
  return ahead === 0 || ahead === 1 ? '=' : 'can tear';
}

function pairWords({ first, second, rounds }: Pair): string {
  const words = [first, second].map((raised) =>
    raised === undefined ? 'not there' : `${raised.count}, of revision ${String(raised.revision)}`,
  );
  return `raised ${rounds} times while it was saved; first ${String(words[0])}; second ${String(words[1])}`;
}

function textsSymbol({ where, open, found, marks }: SearchedTexts): string {
  if (!open) {
    return NOT_MEASURED;
  }
  const at = where === 'bucket' ? ' in the bucket' : '';
  return found.length > 0
    ? `plain text${at}`
    : marks.length > 0
      ? `ciphertext${at}`
      : `neither text nor ciphertext${at}`;
}

const textsWords = ({ where, bytes, open, found, marks }: SearchedTexts): string =>
  `of ${bytes} bytes in the ${where}: text that is not encrypted ${open ? 'found' : 'not found'}; ` +
  `texts in ${found.length === 0 ? 'nothing that is encrypted' : found.join(' and ')}; ${marks.length === 0 ? 'no mark of encryption' : `marks ${marks.join(' and ')}`}`;
