import { z } from 'zod';
import { FAMILY_NAMES } from './program';

/** First entry of a bundle, so that a bundle that was cut off is seen to lack something. */
export const BUNDLE_INDEX_FILE = 'etcd-assay-bundle.json';

export const BundleIndex = z.strictObject({
  schema: z.literal('etcd-assay/bundle/1'),
  releases: z.array(
    z.strictObject({
      family: z.enum(FAMILY_NAMES),
      version: z.string(),
      platform: z.string(),
    }),
  ),
});
export type BundleIndex = z.infer<typeof BundleIndex>;
export type BundledRelease = BundleIndex['releases'][number];

/** Folder of a release inside a bundle. */
export function bundlePath({ family, version, platform }: BundledRelease): string {
  return `${family}/${version}/${platform}`;
}
