import { ExitCode } from '../errors/exit-code';
import { Refusal } from '../errors/refusal';
import { measure } from '../restore/run/measure';
import { RestorePlan } from '../restore/run/plan';
import type { FromRestore } from '../restore/run/protocol';

/**
 * Entry of the inner process of `restore`: process 1 of the sandbox. It is told one plan, does it, and tells what it found. With
 * its end the kernel ends everything that it started.
 */
process.stderr.on('error', () => undefined);
// The outer process is gone, so nobody is left to measure for.
process.on('disconnect', () => process.exit(ExitCode.harness));
process.on('message', (message) => {
  void main(RestorePlan.parse(message)).then((last) =>
    process.send?.(last, () => process.exit(ExitCode.pass)),
  );
});

async function main(plan: RestorePlan): Promise<FromRestore> {
  try {
    const tell = (line: string) => void process.send?.({ type: 'progress', line });
    return { type: 'done', findings: await measure(plan, tell) };
  } catch (error) {
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`${words}\n`);
    return error instanceof Refusal
      ? { type: 'refused', message: error.message, exitCode: error.exitCode }
      : {
          ...{ type: 'refused', exitCode: ExitCode.harness },
          message: `the harness itself failed: ${words.split('\n', 1).join()}`,
        };
  }
}
