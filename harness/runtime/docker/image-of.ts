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

const found = new Map<string, Promise<string>>();

/**
 * The image of one statically linked program, built where it is not there yet. Its tag is the program's own digest, so
 * that the same program is the same image. Who asks while it is being built waits for that.
 * @param path the program on this machine
 * @returns the image's name
 * @throws Error with the engine's words
 */
export function imageOf(path: string, engine: Engine): Promise<string> {
  const known = found.get(path) ?? findOrBuild(path, engine);
  found.set(path, known);
  known.catch(() => found.delete(path));
  return known;
}

async function findOrBuild(path: string, { container: { dockerode } }: Engine): Promise<string> {
  const name = `etcd-assay/${basename(path)}:${(await digestOf(path)).slice(0, 16)}`;
  const there = await dockerode.listImages({ filters: { reference: [name] } });
  if (there.length > 0) {
    return name;
  }
  const context = pack();
  const { size } = await stat(path);
  context.entry({ name: 'Dockerfile' }, `FROM scratch\nCOPY program ${PROGRAM}\n`);
  const file = context.entry({ name: 'program', size, mode: 0o755 });
  await Promise.all([
    pipeline(createReadStream(path), file).then(() => {
      context.finalize();
    }),
    dockerode
      .buildImage(Readable.from(context), { t: name, labels: imageLabels() })
      .then((progress) => built(dockerode, progress)),
  ]);
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
