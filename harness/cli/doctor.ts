import type { Argv } from 'yargs';
import { cacheFolder } from '../artifacts/cache';
import { ExitCode } from '../errors/exit-code';
import { command } from './command';
import { checkCgroups } from './doctor/cgroups';
import type { Check } from './doctor/check';
import { checkKubelet } from './doctor/kubelet';
import { checkMachine } from './doctor/machine';
import { checkPowerCut } from './doctor/power-cut';
import { checkPrograms } from './doctor/programs';
import { checkProgramsAtHand } from './doctor/programs-at-hand';
import { checkSandbox } from './doctor/sandbox';
import { artifactOptions, withArtifactFlags } from './options/artifact-flags';
import type { Terminal } from './terminal';

/** `etcd-assay doctor`: tries what the gate needs of this machine, and says what to do where it is lacking. */
export const doctor = command({
  usage: 'doctor',
  describe: 'try what the gate needs of this machine, and say what to do where it is lacking',
  options: (argv: Argv) => withArtifactFlags(argv),
  run: async (given, surroundings) => {
    // Testcontainers takes a while to load, and most commands do without it.
    const { checkDocker } = await import('./doctor/docker');
    const cache = cacheFolder();
    const checks = [
      ...(await checkSandbox(surroundings.signal)),
      ...checkPrograms(),
      ...(await checkProgramsAtHand(artifactOptions(given, surroundings), cache)),
      ...checkMachine(cache),
      ...checkCgroups(),
      checkPowerCut(),
      ...checkKubelet(),
      await checkDocker(),
    ];
    const lacking = checks.filter((check) => check.needed && !check.ok);
    const exitCode = lacking.length === 0 ? ExitCode.pass : ExitCode.environment;
    const summary =
      lacking.length === 0
        ? 'The gate can run here.'
        : `The gate cannot run here: ${lacking.map(({ id }) => id).join(', ')}.`;
    print(checks, surroundings.terminal);
    surroundings.terminal.line(`\n${summary}`);
    return { exitCode, json: { checks, exitCode } };
  },
});

function print(checks: readonly Check[], terminal: Terminal): void {
  const width = Math.max(...checks.map(({ id }) => id.length));
  for (const check of checks) {
    terminal.line(`${mark(check)}  ${check.id.padEnd(width)}  ${check.says}`);
    if (check.advice !== '') {
      terminal.line(`${' '.repeat(width + 6)}-> ${check.advice}`);
    }
  }
}

/** "NO" stops the gate; "no" only narrows what can be tested. */
function mark({ ok, needed }: Check): string {
  return ok ? 'ok' : needed ? 'NO' : 'no';
}
