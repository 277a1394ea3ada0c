import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pack } from 'tar-stream';
import type { Engine } from './engine';
import { imageLabels } from './labels';

/** Path, inside such an image, of its only file. */
export const PROGRAM = '/program';

/**
 * The image of one statically linked program, built where it is not there yet. Its tag is the program's own digest, so
 * that the same program is the same image.
 * @param path the program on this machine
 * @returns the image's name
 * @throws Error with the engine's words
 */
export async function imageOf(path: string, { container: { dockerode } }: Engine): Promise<string> {
  const name = `etcd-assay/${basename(path)}:${(await digestOf(path)).slice(0, 16)}`;
  const known = await dockerode.listImages({ filters: { reference: [name] } });
  if (known.length > 0) {
    return name;
  }
  const context = pack();
  const dockerfile = `FROM scratch\nCOPY program ${PROGRAM}\n`;
  context.entry({ name: 'Dockerfile' }, dockerfile);
  const { size } = await stat(path);
  const file = context.entry({ name: 'program', size, mode: 0o755 });
  const filled = pipeline(createReadStream(path), file).then(() => {
    context.finalize();
  });
  const building = await dockerode.buildImage(Readable.from(context), { t: name, labels: imageLabels() });
  await Promise.all([filled, built(dockerode, building)]);
  return name;
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

function built(dockerode: Engine['container']['dockerode'], progress: NodeJS.ReadableStream): Promise<void> {
  return new Promise((resolve, reject) => {
    dockerode.modem.followProgress(progress, (error) => {
      if (error === null) {
        resolve();
      } else {
        reject(error);
      }
    });
  });
}
