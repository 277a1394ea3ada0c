import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';

const Answer = z.union([
  z.object({ object: z.record(z.string(), z.unknown()) }),
  z.object({ unknown: z.literal(true) }),
  z.object({ why: z.string() }),
]);
export type DecodeAnswer = z.infer<typeof Answer>;

/**
 * The program of docker/decode: a value goes in behind its length, a line of JSON comes back. It ends with whoever
 * started it, since its input ends then.
 */
export class DecodeProgram {
  private readonly lines: AsyncIterator<string>;

  private constructor(private readonly child: ChildProcessByStdio<Writable, Readable, null>) {
    this.lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    // That it is gone is told by the answer that does not come.
    child.stdin.on('error', () => undefined);
  }

  static start(path: string): DecodeProgram {
    return new DecodeProgram(spawn(path, [], { stdio: ['pipe', 'pipe', 'inherit'] }));
  }

  /** One after another. @throws Error where the program has ended */
  async decode(value: Buffer): Promise<DecodeAnswer> {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(value.length);
    this.child.stdin.write(Buffer.concat([length, value]));
    const line = await this.lines.next();
    if (line.done === true) {
      throw new Error('the program that decodes the objects of Kubernetes ended in the middle of them');
    }
    return Answer.parse(JSON.parse(line.value));
  }

  /** Lets it end. */
  async close(): Promise<void> {
    this.child.stdin.end();
    if (this.child.exitCode === null && this.child.signalCode === null) {
      await once(this.child, 'exit');
    }
  }
}
