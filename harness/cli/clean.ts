import type { Argv } from 'yargs';
import { printable } from '../../reports/printable';
import { ExitCode } from '../errors/exit-code';
import { mebibytes } from '../gate/mebibytes';
import { amount } from '../result/amount';
import type { Holdings, RunHolding } from '../runtime/docker/holdings';
import { command } from './command';

/** `etcd-assay clean`: what runs left in the container engine. What the sandbox may leave, the next start sweeps. */
export const clean = command({
  usage: 'clean',
  describe: 'list what runs on containers left in the engine, and with --yes remove it',
  options: (argv: Argv) =>
    argv.option('yes', {
      type: 'boolean',
      describe: 'remove what is listed, but for runs that are at work; images are built again when needed',
    }),
  run: async ({ yes }, { terminal }) => {
    // Testcontainers takes a while to load, and no other command that runs nothing needs it.
    const [{ containerEngine }, { holdingsIn }, { removeRun }, { unlessGone }] = await Promise.all([
      import('../runtime/docker/engine'),
      import('../runtime/docker/holdings'),
      import('../runtime/docker/remove-run'),
      import('../runtime/docker/unless-gone'),
    ]);
    const engine = await containerEngine();
    const holdings = await holdingsIn(engine);
    const { runs, images } = holdings;
    terminal.lines(linesOf(holdings));
    if (yes === true) {
      for (const { run } of runs.filter(({ inUse }) => !inUse)) {
        await removeRun(run.name, engine);
      }
      for (const { id } of images) {
        // One that a run at work uses stays.
        await engine.container.dockerode.getImage(id).remove().catch(unlessGone);
      }
    }
    const left = yes === true ? await holdingsIn(engine) : holdings;
    if (yes === true) {
      terminal.line(isEmpty(left) ? 'all of it is removed' : 'what is in use was left');
    } else if (!isEmpty(holdings)) {
      terminal.line('"etcd-assay clean --yes" removes what is not in use');
    }
    return { exitCode: ExitCode.pass, json: { found: holdings, left } };
  },
});

const isEmpty = ({ runs, images }: Holdings): boolean => runs.length + images.length === 0;

const linesOf = (holdings: Holdings): string[] =>
  isEmpty(holdings)
    ? ['the engine holds nothing of etcd-assay']
    : [
        ...holdings.runs.map(lineOf),
        ...holdings.images.map(({ name, bytes }) => `image ${printable(name)}, ${mebibytes(bytes)}`),
      ];

const lineOf = ({ run, containers, networks, inUse }: RunHolding): string =>
  `run ${printable(run.name)}: ${amount(containers.length, 'container')}, ${amount(networks.length, 'network')}, ` +
  (inUse
    ? `in use by process ${printable(run.owner.split('@')[0] ?? '')} of ${printable(run.host.split('/')[0] ?? '')}`
    : 'abandoned');
