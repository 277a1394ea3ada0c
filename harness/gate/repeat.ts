/** One word of a shell command, quoted where it has to be. */
const word = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;

/**
 * The exact command that repeats a run.
 * @param flags by name, without dashes; a flag with several values is repeated, one without is left out, and one with an empty value stands by itself
 */
export function repeatCommand(
  name: string,
  flags: Readonly<Record<string, string | number | readonly string[] | undefined>>,
): string {
  const words = Object.entries(flags).flatMap(([flag, value]) => {
    const values = value === undefined ? [] : Array.isArray(value) ? (value as string[]) : [String(value)];
    return values.map((one) => (one === '' ? `--${flag}` : `--${flag} ${word(one)}`));
  });
  return ['npx etcd-assay', name, ...words].join(' ');
}

/** The same command with another schedule: what else says which faults there are is left out. */
export const withSchedule = (command: string, file: string): string => {
  const value = String.raw`(?:'(?:[^']|'\\'')*'|\S+)`;
  const without = command.replace(new RegExp(` --(?:(?:faults|schedule) ${value}|overlap(?= |$))`, 'g'), '');
  return `${without} --schedule ${word(file)}`;
};
