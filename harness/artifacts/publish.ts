import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Order } from './order';
import { type Manifest, type Origin, writeManifest } from './manifest';
import { platformName } from './platform';
import { askVersion } from './says';
import { sha256OfFile } from './sha256';
import { Unobtainable } from './unobtainable';

/**
 * Asks each obtained program for its version, hashes it, and writes the manifest.
 * @throws Unobtainable where a program does not run here or is of another version
 */
export async function certify(order: Order, origin: Origin): Promise<Manifest> {
  const { family, version, platform, into, signal } = order;
  const programs: Manifest['programs'] = [];
  for (const member of family.members) {
    const path = join(into, member.file);
    const answer = await askVersion(path, member, signal);
    if (!answer.ok) {
      throw new Unobtainable(`${member.name} does not run here: ${answer.why}`);
    }
    if (!answer.line.includes(version)) {
      throw new Unobtainable(`${member.name} says "${answer.line}", which is not ${version}`);
    }
    const [sha256, { size: bytes }] = [await sha256OfFile(path), await stat(path)];
    programs.push({ name: member.name, file: member.file, bytes, sha256, says: answer.line });
  }
  const manifest: Manifest = {
    schema: 'etcd-assay/manifest/1',
    family: family.name,
    version,
    platform: platformName(platform),
    origin,
    programs,
  };
  await writeManifest(into, manifest);
  return manifest;
}

/**
 * Puts a complete release into its place in one step; what stood there (it was damaged) goes.
 * The caller holds the release's lock.
 */
export async function publish(complete: string, place: string, scratch: string): Promise<void> {
  await mkdir(dirname(place), { recursive: true });
  const discarded = join(scratch, 'discarded');
  await rename(place, discarded).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw error;
    }
  });
  await rename(complete, place);
  await rm(discarded, { recursive: true, force: true });
}
