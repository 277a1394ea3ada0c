import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { familyNamed } from '../families';
import { thisPlatform } from '../platform';
import type { FamilyName } from '../program';

/** A release as upstream publishes it, except that its programs are scripts that say their version. */
export interface FakeRelease {
  /** Path on the server → content. */
  readonly files: Map<string, Buffer>;
  readonly archivePath: string;
  readonly checksumsPath: string;
  /** sha256 of the archive, in hex. */
  readonly digest: string;
}

export async function fakeRelease(family: FamilyName, version: string, said = version): Promise<FakeRelease> {
  const { archives, members } = familyNamed(family);
  if (archives === undefined) {
    throw new Error(`no archives of ${family} are published`);
  }
  const { archive, archiveFolder, checksums, releasePath } = archives;
  const platform = thisPlatform();
  const folder = archiveFolder(version, platform);
  const tar = pack();
  tar.entry({ name: `${folder === '' ? '.' : folder}/README.md` }, 'not a program');
  for (const { file } of members) {
    const name = folder === '' ? file : `${folder}/${file}`;
    tar.entry({ name, mode: 0o755 }, script(`${file} version: ${said}`));
  }
  tar.finalize();
  const bytes = gzipSync(await bytesOf(tar));
  const digest = sha256(bytes);
  const base = `/${releasePath(version)}`;
  const [name, sums] = [archive(version, platform), checksums(version, platform)];
  const listing = `${sha256(Buffer.from('other'))}  other.zip\n${digest}  ${name}\n`;
  return {
    files: new Map([
      [`${base}/${name}`, bytes],
      [`${base}/${sums}`, Buffer.from(listing)],
    ]),
    archivePath: `${base}/${name}`,
    checksumsPath: `${base}/${sums}`,
    digest,
  };
}

/** A program that answers whatever it is asked with one line. */
export function script(line: string): string {
  return `#!/bin/sh\necho "${line}"\n`;
}

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export async function bytesOf(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) {
    pieces.push(piece as Buffer);
  }
  return Buffer.concat(pieces);
}
