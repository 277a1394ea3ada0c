import { ExitCode } from '../errors/exit-code';
import { Refusal } from '../errors/refusal';
import { FromInner, ToInner } from '../gate/protocol';
import { judgeApart } from '../gate/judge-apart';
import { journalPath } from '../gate/paths';
import { runPlan } from '../gate/run-plan';
import { writeReports } from '../../reports/write-reports';

type Told = Extract<ToInner, { type: 'run' }>;

/**
 * Entry of the inner process: process 1 of the sandbox. It is told one plan, does it, judges the journal,
 * writes the reports, and says how it ended. With its end the kernel ends everything that it started.
 */
const interrupt = new AbortController();

// Its log may be on a full disk. What has to be known goes to the outer process in words, not through the log.
process.stderr.on('error', () => undefined);
// The outer process is gone, so nobody is left to run for.
process.on('disconnect', () => process.exit(ExitCode.harness));
process.on('message', (message) => {
  const told = ToInner.parse(message);
  if (told.type === 'interrupt') {
    interrupt.abort(new Error('interrupted'));
  } else {
    void main(told).then((last) => process.send?.(last, () => process.exit(ExitCode.pass)));
  }
});

async function main({ plan, controlGroups, containers }: Told): Promise<FromInner> {
  try {
    const tell = (event: unknown) => process.send?.({ type: 'progress', event });
    await runPlan({ plan, tell, signal: interrupt.signal, reserved: { controlGroups, containers } });
    // What was recorded until an interruption is judged as well.
    const result = await judgeApart({ run: journalPath(plan) }, new AbortController().signal);
    const { resultJson, failures } = writeReports(plan.out, result);
    return resultJson
      ? { type: 'done', exitCode: result.exitCode, unwritten: [...failures] }
      : { type: 'refused', message: failures.join('; '), exitCode: ExitCode.environment };
  } catch (error) {
    return error instanceof Refusal ? refusal(error) : harnessFault(error);
  }
}

const refusal = ({ message, exitCode, details }: Refusal): FromInner => {
  process.stderr.write(`${details ?? message}\n`);
  return { type: 'refused', message, exitCode };
};

/** Standard error is the log that the message names. */
function harnessFault(error: unknown): FromInner {
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${words}\n`);
  const [first = ''] = words.split('\n', 1);
  return { type: 'refused', message: `the harness itself failed: ${first}`, exitCode: ExitCode.harness };
}
