import { ExitCode } from '../errors/exit-code';
import { runCommandLine } from './command-line';
import { interruptSignal } from './interrupt';
import { surviveOutputErrors } from './output-errors';

surviveOutputErrors();

void runCommandLine(process.argv.slice(2), interruptSignal()).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    process.stderr.write(`etcd-assay: the harness failed: ${String(error)}\n`);
    process.exitCode = ExitCode.harness;
  },
);
