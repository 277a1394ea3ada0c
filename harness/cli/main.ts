import { listenForInterrupt } from './interrupt';
import { catchUnforeseen, endUnforeseen, endUnloaded } from './last-resort';
import { surviveOutputErrors } from './output-errors';
import { wantsJson } from './wants-json';

surviveOutputErrors();

const words = process.argv.slice(2);
const json = wantsJson(words);

// Before everything else is loaded, which takes a good part of a second: a signal or a missing package must
// not find Node's own manners, which end with code 1.
catchUnforeseen(json);
const { signal, hurry } = listenForInterrupt();

void import('./command-line')
  .catch((error: unknown) => endUnloaded(error, json))
  .then(({ runCommandLine }) => runCommandLine(words, signal, hurry))
  .then(
    (exitCode) => {
      process.exitCode = exitCode;
    },
    (error: unknown) => endUnforeseen(error, json),
  );
