import { nearest, suggestion } from './options/nearest';
import { quoted } from './options/once';

/** What yargs found wrong, and what it knows at that place. */
interface Complaint {
  readonly message: string;
  /** All words of the command line, without the program's own. */
  readonly words: readonly string[];
  readonly commands: readonly string[];
  /** The help text of the command that was recognised, else of the whole program. */
  readonly help: string;
}

/** One line about a mistake on the command line, in the user's own spelling, with what was probably meant. */
export function mistake(complaint: Complaint): string {
  const { message, words, commands } = complaint;
  const [, unknown] = /^Unknown arguments?: (.*)$/s.exec(message) ?? [];
  if (unknown !== undefined) {
    return unknownWords(unknown.split(', '), complaint) ?? withHelp(message, words, commands);
  }
  if (message.startsWith('Not enough non-option arguments')) {
    const [usage = ''] = complaint.help.split('\n', 1);
    return `something is missing; write "${usage.trim()}"`;
  }
  return withHelp(message, words, commands);
}

/** @returns undefined where none of them is found again in what the user wrote */
function unknownWords(names: readonly string[], { words, commands, help }: Complaint): string | undefined {
  const first = words.find((word) => !word.startsWith('-'));
  if (first !== undefined && !commands.includes(first)) {
    return `no command "${quoted(first)}"${suggestion(first, commands)}`;
  }
  const flags = words.filter((word) => names.some((name) => isFlag(word, name))).map(flagOf);
  const others = words.filter((word) => names.includes(word));
  const lines = [
    ...[...new Set(flags)].map((flag) => {
      const near = nearest(flag, flagsIn(help));
      return `no flag "${quoted(flag)}"${near === undefined ? '' : `, did you mean "${near}"?`}`;
    }),
    ...[...new Set(others)].map((word) => `nothing takes the word "${quoted(word)}"`),
  ];
  return lines.length === 0 ? undefined : withHelp(lines.join('; '), words, commands);
}

/** yargs names "--dry-run" twice, as "dry-run" and as "dryRun", "--no-x" as "x", and "-xy" as "x" and "y". */
const isFlag = (word: string, name: string): boolean =>
  word.startsWith('--')
    ? [`--${name}`, `--no-${name}`].includes(flagOf(word).split('.', 1)[0] ?? '')
    : /^-[^-]/.test(word) && name.length === 1 && word.includes(name);

const flagOf = (word: string): string => word.split('=', 1)[0] ?? '';

const flagsIn = (help: string): string[] =>
  [...help.matchAll(/^\s+(?:-\w, )?(--[\w-]+)/gm)].flatMap(([, flag]) => flag ?? []);

function withHelp(message: string, words: readonly string[], commands: readonly string[]): string {
  const named = words.find((word) => commands.includes(word));
  const help = ['etcd-assay', ...(named === undefined ? [] : [named]), '--help'].join(' ');
  return /--help"|did you mean/.test(message) ? message : `${message}; see "${help}"`;
}
