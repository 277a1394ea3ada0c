import { trialRow, type Row } from './row';
import type { Review, Tokens } from './trials';

const SECRET = { same: '=', new: 'new', none: '∅' } as const;

export const TOKEN_ROWS: readonly Row[] = [
  trialRow(26, 'service account token Secrets, issued tokens', 'tokens', (tokens) => ({
    measured: symbolOf(tokens),
    evidence: `the Secret's token ${tokens.secret}; the one that it held before ${words(tokens.kept)}; one issued before ${words(tokens.issued)}`,
  })),
];

function symbolOf({ secret, kept, issued }: Tokens): string {
  const accepted = [kept, issued].filter((review) => review.accepted).length;
  const old = ['old invalid', 'one old valid', 'old valid'][accepted] ?? '';
  return secret === 'same' && accepted === 2 ? '=' : `${SECRET[secret]}, ${old}`;
}

const words = ({ accepted, words: said }: Review): string =>
  accepted ? 'accepted' : `refused (${said ?? 'without a word'})`;
