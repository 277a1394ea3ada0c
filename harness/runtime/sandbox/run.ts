import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/**
 * Runs a system tool to its end.
 * @param input what it reads from its standard input
 * @throws Error with the tool's own words
 */
export async function run(tool: string, args: readonly string[], input?: string): Promise<string> {
  const running = execute(tool, [...args], { encoding: 'utf8' });
  const { stdin } = running.child;
  // A tool that ends without reading breaks the pipe; what went wrong is in its exit code and its words.
  stdin?.on('error', () => stdin.destroy());
  stdin?.end(input);
  const { stdout } = await running;
  return stdout;
}
