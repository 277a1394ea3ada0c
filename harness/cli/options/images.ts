import type { Argv } from 'yargs';
import { exactVersion } from '../../artifacts/version';
import { Refusal } from '../../errors/refusal';
import type { RuntimeName } from '../../runtime/runtime';
import { quoted, repeated } from './once';

/** The user's own image of etcd at a version. */
export interface OwnImage {
  readonly version: string;
  readonly image: string;
}

export const imageOption = <T>(argv: Argv<T>) =>
  argv.option('image', {
    type: 'string',
    array: true,
    nargs: 1,
    describe: 'your own image, etcd@VERSION=IMAGE, with --runtime docker; repeatable',
  });

/**
 * @param versions that the run has members at
 * @throws Refusal (usage)
 */
export function readImages(given: unknown, versions: readonly string[], runtime: RuntimeName): OwnImage[] {
  const images = repeated('image', given).map(readImage);
  const [first] = images;
  if (first !== undefined && runtime !== 'docker') {
    throw Refusal.usage(`--image is for --runtime docker, and the runtime is ${runtime}`);
  }
  for (const { version } of images) {
    if (!versions.includes(version)) {
      throw Refusal.usage(
        `--image etcd@${version} is used by no step: this run uses ${[...new Set(versions)].map((one) => `etcd@${one}`).join(', ')}`,
      );
    }
    if (images.filter((one) => one.version === version).length > 1) {
      throw Refusal.usage(`--image etcd@${version} is given twice; give one image for it`);
    }
  }
  return images;
}

function readImage(text: string): OwnImage {
  const [, selector = '', image = ''] = /^etcd@([^=]+)=(\S+)$/.exec(text) ?? [];
  const version = exactVersion(selector);
  if (version === undefined || image === '') {
    throw Refusal.usage(
      `--image "${quoted(text)}" cannot be read; write etcd@VERSION=IMAGE, as in etcd@3.6.16=registry.example.org/etcd:v3.6.16`,
    );
  }
  return { version, image };
}
