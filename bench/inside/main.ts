import { putRate } from './put-rate';
import { startBare } from './start-bare';
import { startOurs } from './start-ours';
import { Task, type LastWord } from './task';

/** Entry of the process inside the sandbox: one task as JSON in the first argument, one last word by IPC. */
function perform(task: Task): Promise<unknown> {
  switch (task.do) {
    case 'start-ours':
      return startOurs(task);
    case 'start-bare':
      return startBare(task);
    case 'put-rate':
      return putRate(task);
  }
}

// The benchmark is gone, so nobody is left to measure for.
process.on('disconnect', () => process.exit(1));

void perform(Task.parse(JSON.parse(process.argv[2] as string))).then(
  (answer) => leave({ is: 'done', answer }, 0),
  (error: unknown) =>
    leave(
      { is: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) },
      1,
    ),
);

function leave(word: LastWord, exitCode: number): void {
  process.send?.(word, () => process.exit(exitCode));
}
