import { saysItsVersion } from '../artifacts/own-answer';
import { Refusal } from '../errors/refusal';
import type { Plan } from '../gate/plan';
import { pathOfImage } from '../runtime/image-path';
import type { OwnImage } from './options/images';

type Found = Pick<Plan, 'programs' | 'paths'>;

/**
 * Puts the user's own images in the place of etcd at their versions.
 * @param told of each image and what its etcd says
 * @throws Refusal (environment) where one is not to be had, or is another version
 */
export async function withImages(
  found: Found,
  { from, to }: { readonly from: string; readonly to: string },
  images: readonly OwnImage[],
  told: (line: string) => void,
): Promise<Found> {
  if (images.length === 0) {
    return found;
  }
  // Testcontainers takes a while to load, and most runs do without it.
  const [{ containerEngine }, { askImage }] = await Promise.all([
    import('../runtime/docker/engine'),
    import('../runtime/docker/own-image'),
  ]);
  const engine = await containerEngine();
  let { programs, paths } = found;
  for (const { version, image } of images) {
    const { says, sha256 } = await askImage(image, engine);
    if (!saysItsVersion({ says, version })) {
      throw Refusal.environment(`--image ${image} is to be etcd ${version}, and says "${says}"`);
    }
    told(`image: etcd@${version} = ${image}, says "${says}"`);
    const path = pathOfImage(image);
    programs = programs.map((program) =>
      program.name === 'etcd' && program.version === version
        ? { name: 'etcd', version, says, path, source: 'own', sha256 }
        : program,
    );
    paths = {
      ...paths,
      ...(from === version ? { from: path } : {}),
      ...(to === version ? { to: path } : {}),
    };
  }
  return { programs, paths };
}
