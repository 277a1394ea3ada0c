/**
 * What must not reach a terminal, a table or an XML file as it is: controls (ANSI escapes begin with one),
 * marks that turn the reading direction around, line and paragraph separators, lone surrogates, and
 * non-characters. Any other character, an emoji's joiner too, is left alone.
 */
const UNSAFE = /\p{Cc}|\p{Bidi_Control}|\p{Zl}|\p{Zp}|\p{Cs}|\p{Noncharacter_Code_Point}/gu;

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const visible = (character: string): string =>
  NAMED[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/** The text on one line with everything unsafe made visible, as in "\u{1b}[31m", and cut after `most` characters. */
export function printable(text: string, most = Infinity): string {
  // Cut before escaping too, since escaping a megabyte in order to show a line of it is a waste.
  const head = text.length > most ? text.slice(0, most + 1) : text;
  const safe = Array.from(head.replace(UNSAFE, visible));
  if (text.length <= most && safe.length <= most) {
    return safe.join('');
  }
  return `${safe.slice(0, Math.max(0, most - 1)).join('')}…`;
}

/** The text with its line breaks kept and everything else unsafe made visible. */
export const printableLines = (text: string): string[] =>
  text.split(/\r\n|\r|\n/).map((line) => printable(line));
