import { resolveRelease } from '../../artifacts/resolve-release';
import { enterSandbox } from '../../runtime/sandbox/enter';

const ETCD_VERSIONS = ['3.5.12', '3.5.17', '3.5.35', '3.6.16'];
const TOXIPROXY_VERSION = '2.12.0';

/**
 * Runs the words after it inside a sandbox and ends with their exit code: for tests that need its network.
 * The programs are found first, since the sandbox has no way out; testing/programs.ts reads where they are.
 */
async function main(): Promise<void> {
  const options = { own: [], progress: (line: string) => process.stderr.write(`${line}\n`) };
  const env: Record<string, string> = {};
  for (const version of ETCD_VERSIONS) {
    const { programs } = await resolveRelease('etcd', version, options);
    for (const program of programs) {
      env[variable(`${program.name}-${version}`)] = program.path;
    }
  }
  const { programs } = await resolveRelease('toxiproxy', TOXIPROXY_VERSION, options);
  env[variable('toxiproxy')] = programs[0]?.path ?? '';
  const inner = enterSandbox({ words: process.argv.slice(2), stdio: 'inherit', env });
  process.exitCode = await new Promise((resolve, reject) => {
    inner.once('exit', (code) => resolve(code ?? 70));
    inner.once('error', reject);
  });
}

const variable = (program: string): string =>
  `ETCD_ASSAY_TEST_${program.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`;

void main();
