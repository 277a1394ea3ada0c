import { ExitCode } from '../errors/exit-code';
import { Refusal } from '../errors/refusal';
import { SandboxRuntime } from '../runtime/sandbox/sandbox-runtime';
import { DecodeProgram } from './decode-program';
import { examine } from './examine';
import { Objects } from './objects';
import { Task, type Told } from './protocol';

/** Process 1 of the sandbox in which a snapshot is restored. With its end the kernel ends everything that it started. */
process.on('disconnect', () => process.exit(ExitCode.harness));
process.once('message', (message) => {
  void main(Task.parse(message)).then((last) => process.send?.(last, () => process.exit(ExitCode.pass)));
});

async function main({ folder, decoder, ...task }: Task): Promise<Told> {
  try {
    const runtime = await SandboxRuntime.create(folder);
    const tell = (what: string) => process.send?.({ type: 'doing', what } satisfies Told);
    const program = 'missing' in decoder ? decoder.missing : DecodeProgram.start(decoder.path);
    const facts = await examine(runtime, { ...task, objects: new Objects(program), tell });
    await runtime.dispose();
    return { type: 'facts', facts };
  } catch (error) {
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`${words}\n`);
    return error instanceof Refusal
      ? { type: 'refused', message: error.message, exitCode: error.exitCode }
      : {
          type: 'refused',
          message: `the harness itself failed: ${words.split('\n', 1)[0] ?? ''}`,
          exitCode: ExitCode.harness,
        };
  }
}
