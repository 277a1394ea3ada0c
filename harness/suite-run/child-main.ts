import { runJest } from './jest-run';
import { Assignment, type Report, type Tally } from './messages';
import { openParentLink, ParentLink } from './parent-link';

/** Entry of the process that runs the suites: one assignment comes by the IPC channel, reports go back. */
function send(report: Report): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(report, (error: Error | null) => (error === null ? resolve() : reject(error)));
  });
}

async function carryOut(assignment: Assignment): Promise<void> {
  const link = new ParentLink(assignment.arena, send);
  openParentLink(link);
  await link.finish(
    await runJest(assignment).then(
      (finished: Tally): Report => ({ finished }),
      (error: unknown): Report => ({ broken: error instanceof Error ? error.message : String(error) }),
    ),
  );
}

process.once('message', (message) => {
  // Whatever a test has left open must not keep the process: all that counts has been sent.
  void carryOut(Assignment.parse(message)).then(() => process.exit(0));
});
// The journal's owner is gone: nobody is left to run for.
process.once('disconnect', () => process.exit(1));
