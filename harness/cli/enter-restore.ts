import { closeSync, openSync } from 'node:fs';
import { ExitCode } from '../errors/exit-code';
import { harnessLog } from '../gate/paths';
import { removeData, removeSecrets } from '../gate/remove-data';
import { compiled } from '../package/root';
import type { RestorePlan } from '../restore/run/plan';
import { FromRestore } from '../restore/run/protocol';
import { SITES, siteFolder } from '../restore/run/site-folder';
import { enterSandbox } from '../runtime/sandbox/enter';

type Last = Exclude<FromRestore, { type: 'progress' }>;

export interface EnterRestoreOptions {
  readonly plan: RestorePlan;
  readonly show: (line: string) => void;
  /** Ends it at once: nothing is concluded from half of a matrix. */
  readonly signal: AbortSignal;
  /** Members' data stays. */
  readonly keep: boolean;
}

/** Measures inside a sandbox, and waits for its end. Never throws for what the inner process did. */
export async function enterRestore({ plan, show, signal, keep }: EnterRestoreOptions): Promise<Last> {
  const log = openSync(harnessLog(plan), 'a');
  const inner = enterSandbox({
    words: [process.execPath, compiled('harness/cli/restore-inner')],
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  const end = (): void => void inner.kill('SIGKILL');
  const ended = await new Promise<Last>((resolve) => {
    let last: Last | undefined;
    inner.on('message', (message) => {
      const told = FromRestore.parse(message);
      if (told.type === 'progress') {
        show(told.line);
      } else {
        last = told;
      }
    });
    inner.once('error', ({ message }) =>
      resolve(refused(ExitCode.environment, `the inner process cannot be started: ${message}`)),
    );
    inner.once('exit', (code, by) => {
      signal.removeEventListener('abort', end);
      const how = by ?? `exit code ${String(code)}`;
      resolve(
        last ??
          (signal.aborted
            ? refused(ExitCode.interrupted, 'interrupted, and nothing was measured to its end')
            : refused(
                ExitCode.harness,
                `the inner process ended without a result (${how}); see ${harnessLog(plan)}`,
              )),
      );
    });
    signal.addEventListener('abort', end, { once: true });
    inner.send(plan, () => undefined);
  });
  for (const site of SITES) {
    const out = siteFolder(plan, site);
    await removeSecrets({ out });
    await (keep ? undefined : removeData({ out }));
  }
  return ended;
}

const refused = (exitCode: ExitCode, message: string): Last => ({ type: 'refused', exitCode, message });
