/** logrus, as text: `time="..." level=error msg="words" error="more words" logSource="..."`. */
const LOGGED = /\blevel=(?:error|fatal|panic)\b/;
/** What a command prints that does not get as far as logging. */
const PRINTED = /^(?:An error occurred|Error|panic|velero): (.*\S)/;
const LONGEST = 400;

/** The last error in a log of Velero, its plugins or the S3 server; its last line where there is none. */
export function lastErrorIn(log: string): string {
  const lines = log.trimEnd().split('\n');
  const errors = lines.flatMap((line) =>
    LOGGED.test(line) ? wordsOf(line) : (PRINTED.exec(line)?.[1] ?? []),
  );
  const line = errors.at(-1) ?? lines.at(-1) ?? '';
  return line === '' ? 'none, it has not said a word' : line.slice(0, LONGEST);
}

const wordsOf = (line: string): string =>
  ['msg', 'error']
    .flatMap((field) => {
      const [, quoted, plain] = new RegExp(`\\b${field}=(?:"((?:[^"\\\\]|\\\\.)*)"|(\\S+))`).exec(line) ?? [];
      return quoted?.replace(/\\(.)/g, '$1') ?? plain ?? [];
    })
    .join(': ');
