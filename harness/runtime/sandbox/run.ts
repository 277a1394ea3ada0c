import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/**
 * Runs a system tool to its end.
 * @throws Error with the tool's own words
 */
export async function run(tool: string, args: readonly string[], input?: string): Promise<string> {
  const running = execute(tool, [...args], { encoding: 'utf8' });
  // A tool that ends without having read its input says why by its exit, or needed none.
  running.child.stdin?.on('error', () => undefined).end(input ?? '');
  const { stdout } = await running;
  return stdout;
}
