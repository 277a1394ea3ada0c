import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Family } from './families';
import type { Program, ProgramSource } from './program';
import { sha256OfFile } from './sha256';

/** Where the programs of a cached release came from first. */
export const Origin = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('release'), url: z.string(), archiveSha256: z.string() }),
  /** `pinned`: built from the go.mod and go.sum that ship with etcd-assay. */
  z.strictObject({ from: z.literal('built'), go: z.string(), pinned: z.boolean() }),
]);
export type Origin = z.infer<typeof Origin>;

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** manifest.json of a cached release: written last, so that a folder that has one is complete. */
export const Manifest = z.strictObject({
  schema: z.literal('etcd-assay/manifest/1'),
  family: z.string(),
  version: z.string(),
  platform: z.string(),
  origin: Origin,
  programs: z.array(
    z.strictObject({
      name: z.string(),
      file: z.string(),
      bytes: z.int().nonnegative(),
      sha256: Sha256,
      says: z.string(),
    }),
  ),
});
export type Manifest = z.infer<typeof Manifest>;

export const MANIFEST_FILE = 'manifest.json';

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  await writeFile(join(folder, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** What stands in a release's folder: nothing, a release that is what its manifest says, or something else. */
export type Found =
  | { readonly state: 'absent' }
  | { readonly state: 'sound'; readonly manifest: Manifest }
  | { readonly state: 'damaged'; readonly why: string };

/** Reads a release's folder and checks every file's sha256. */
export async function inspect(family: Family, folder: string): Promise<Found> {
  const found = await inspectManifest(family, folder);
  if (found.state !== 'sound') {
    return found;
  }
  for (const { file, sha256 } of found.manifest.programs) {
    const really = await sha256OfFile(join(folder, file));
    if (really !== sha256) {
      return { state: 'damaged', why: `${file} has sha256 ${really}, its manifest says ${sha256}` };
    }
  }
  return found;
}

/** Like `inspect`, but believes the files' sizes: quick, and enough for an estimate. */
export async function inspectManifest(family: Family, folder: string): Promise<Found> {
  const text = await textOrAbsent(join(folder, MANIFEST_FILE));
  if (text === undefined) {
    return { state: 'absent' };
  }
  const manifest = parseManifest(text);
  if (manifest === undefined || family.members.some(({ name }) => programIn(manifest, name) === undefined)) {
    return { state: 'damaged', why: `${MANIFEST_FILE} is not readable as a manifest of ${family.name}` };
  }
  for (const { file, bytes } of manifest.programs) {
    const size = await sizeOrAbsent(join(folder, file));
    if (size !== bytes) {
      const really = size === undefined ? 'is missing' : `has ${size} bytes`;
      return { state: 'damaged', why: `${file} ${really}, its manifest says ${bytes} bytes` };
    }
  }
  return { state: 'sound', manifest };
}

export function parseManifest(text: string): Manifest | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  return Manifest.safeParse(json).data;
}

/** The programs of a sound release, in the family's order. */
export function programsOf(
  family: Family,
  manifest: Manifest,
  folder: string,
  source: ProgramSource,
): Program[] {
  return family.members.flatMap(({ name }) => {
    const program = programIn(manifest, name);
    if (program === undefined) {
      return [];
    }
    const { file, says, sha256 } = program;
    return [{ name, version: manifest.version, path: join(folder, file), says, source, sha256 }];
  });
}

function programIn(manifest: Manifest, name: string): Manifest['programs'][number] | undefined {
  return manifest.programs.find((program) => program.name === name);
}

async function textOrAbsent(file: string): Promise<string | undefined> {
  return absentIfMissing(readFile(file, 'utf8'));
}

async function sizeOrAbsent(file: string): Promise<number | undefined> {
  return (await absentIfMissing(stat(file)))?.size;
}

async function absentIfMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) {
      return undefined;
    }
    throw error;
  }
}
