import { ImageName } from 'testcontainers';
import { Refusal } from '../../errors/refusal';
import { type Engine, firstLine } from './engine';
import { newEngineRun, labelsOf } from './labels';
import { startContainer } from './node-container';
import { removeRun } from './remove-run';

/** In every image of etcd it is found by this name, on the image's own PATH. */
export const IMAGE_PROGRAM = 'etcd';

/** What an image is, by the engine and by its own program. */
export interface ImageAnswer {
  /** First line that `etcd --version` prints in it. */
  readonly says: string;
  /** The image's id: a digest, as lower-case hex. */
  readonly sha256: string;
}

/** @throws Refusal (environment) where the image is not to be had, or has no etcd that says its version */
export async function askImage(image: string, engine: Engine): Promise<ImageAnswer> {
  const name = ImageName.fromString(image);
  try {
    await engine.image.pull(name, { force: false, platform: undefined });
    const { Id } = await engine.image.inspect(name);
    return { says: await versionIn(image, engine), sha256: Id.replace(/^sha256:/, '') };
  } catch (error) {
    throw error instanceof Refusal
      ? error
      : Refusal.environment(
          `--image ${image} is not to be had: ${firstLine(error)}; check its name, or pull it yourself`,
        );
  }
}

async function versionIn(image: string, engine: Engine): Promise<string> {
  const run = newEngineRun();
  const { container } = engine;
  try {
    const started = await startContainer({
      ...{
        image,
        name: `${run.name}-version`,
        entrypoint: IMAGE_PROGRAM,
        args: ['--version'],
        env: {},
        mounts: [],
      },
      workingFolder: '/',
      labels: labelsOf(run),
      place: 'nowhere',
    });
    const asked = container.getById(started.getId());
    const { StatusCode } = (await asked.wait()) as { StatusCode: number };
    const printed = (await asked.logs({ stdout: true, stderr: false })).subarray(FRAME).toString('utf8');
    const line = /^etcd version: [\x20-\x7e]{1,100}$/im.exec(printed)?.[0];
    if (StatusCode !== 0 || line === undefined) {
      throw Refusal.environment(
        `--image ${image}: its "etcd --version" ended with ${StatusCode} and named no version of etcd`,
      );
    }
    return line;
  } finally {
    await removeRun(run.name, engine);
  }
}

/** The engine puts so many bytes before what a program printed at once. */
const FRAME = 8;
