import { sandboxEnvironment } from './sandbox-environment';
import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';

/** How a program is let into a private world. */
export interface Entry {
  readonly words: readonly string[];
  readonly stdio: StdioOptions;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs a program as process 1 of a private world: own network, mounts and process ids. When that program
 * or this process ends, however it ends, the kernel ends every process in that world and drops its mounts.
 *
 * `unshare` outlives a killed parent by itself and blocks SIGTERM and SIGINT, hence `setpriv --pdeathsig`.
 * Process 1 ignores signals that it has no handler for: tell it things by its IPC channel.
 */
export function enterSandbox({ words, stdio, env }: Entry): ChildProcess {
  const asUser = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'];
  const unshare = ['unshare', '--net', '--mount', '--pid', '--fork', '--kill-child', ...asUser];
  return spawn('setpriv', ['--pdeathsig', 'KILL', '--', ...unshare, '--', ...words], {
    stdio,
    // Not in the terminal's foreground group: Ctrl-C is for the CLI alone, which passes it on in words.
    detached: true,
    env: { ...sandboxEnvironment(), ...env, ETCD_ASSAY_SANDBOX: '1' },
  });
}
