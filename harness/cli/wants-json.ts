/** Whether `--json` was asked for; known before the words are parsed, since mistakes in them are told as JSON too. */
export const wantsJson = (words: readonly string[]): boolean =>
  words.some((word) => word === '--json' || word === '--json=true');
