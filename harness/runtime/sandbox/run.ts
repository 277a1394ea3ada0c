import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/**
 * Runs a system tool to its end.
 * @throws Error with the tool's own words
 */
export async function run(tool: string, args: readonly string[], input?: string): Promise<string> {
  const running = execute(tool, [...args], { encoding: 'utf8' });
  running.child.stdin?.end(input ?? '');
  const { stdout } = await running;
  return stdout;
}
