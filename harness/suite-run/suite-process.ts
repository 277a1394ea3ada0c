import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { compiled } from '../package/root';
import type { Assignment } from './messages';

/**
 * The process that runs suites, and those that it starts. It leads a session of its own, so that a Ctrl-C in
 * the terminal reaches the command line only, and a process group, by which the whole tree is killed.
 */
export class SuiteProcess {
  /**
   * Settles when the process has ended and everything that it had sent was received: with its exit in words,
   * or with what `receive` threw, which ends it.
   */
  readonly ended: Promise<string>;
  private readonly child: ChildProcess;

  /**
   * @param log file for all that it prints
   * @param receive takes each message
   */
  constructor(log: string, receive: (message: unknown) => void) {
    const output = openSync(log, 'a');
    this.child = spawn(process.execPath, [compiled('harness/suite-run/child-main')], {
      detached: true,
      stdio: ['ignore', output, output, 'ipc'],
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
    });
    closeSync(output);
    this.ended = new Promise((resolve, reject) => {
      this.child.on('message', (message) => {
        try {
          receive(message);
        } catch (error) {
          this.kill();
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
      this.child.on('error', reject);
      // "exit" may come while messages are still in the channel; "close" comes after its end.
      this.child.once('close', (code, signal) => resolve(signal ?? `code ${String(code)}`));
    });
  }

  tell(assignment: Assignment): void {
    this.child.send(assignment);
  }

  /** SIGKILL to the whole group; one that has ended needs none. */
  kill(): void {
    const { pid } = this.child;
    if (pid === undefined) {
      return;
    }
    try {
      process.kill(-pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') {
        throw error;
      }
    }
  }
}
