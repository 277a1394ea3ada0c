import { join } from 'node:path';
import { Refusal } from '../errors/refusal';
import type { Archives } from './archives';
import { sha256Alone, sha256Listed } from './checksums';
import { DEADLINES, type Deadlines, Downloads } from './download';
import type { Family } from './families';
import type { Origin } from './manifest';
import type { Order, Source } from './order';
import type { Platform } from './platform';
import { unpack } from './unpack';
import { Unobtainable } from './unobtainable';

const GITHUB = 'https://github.com';

/** The official release archive, checked against its published sha256 and against the user's where given. */
export function releaseArchive(deadlines: Deadlines = DEADLINES): Source {
  return {
    name: 'release archive',
    obtain: async (order) => {
      const archives = archivesOf(order.family);
      if (order.offline) {
        throw new Unobtainable('not asked for, offline');
      }
      const downloads = new Downloads(order.signal, deadlines);
      try {
        return await download(order, archives, downloads);
      } finally {
        await downloads.close();
      }
    },
  };
}

async function download(order: Order, archives: Archives, downloads: Downloads): Promise<Origin> {
  const { family, version, platform, digest, scratch, into, progress, signal } = order;
  const archive = archives.archive(version, platform);
  const url = `${releaseUrl(archives, version, order.mirror)}/${archive}`;
  const checksums = checksumsUrl(family, version, platform, order.mirror);
  const text = await downloads.text(checksums);
  const published = checksums.endsWith('.sha256') ? sha256Alone(text) : sha256Listed(text, archive);
  if (published === undefined) {
    throw new Unobtainable(`${checksums} does not list ${archive}`);
  }
  if (digest !== undefined && digest !== published) {
    throw new Unobtainable(`${archive} is published with sha256 ${published}, your digest is ${digest}`);
  }
  progress(`${family.name} ${version}: downloading ${url}`);
  const file = join(scratch, archive);
  const really = await downloads.file(url, file);
  if (really !== published) {
    throw new Unobtainable(
      `${url} has sha256 ${really}, ${archives.checksums(version, platform)} says ${published}: not used`,
    );
  }
  const inside = archives.archiveFolder(version, platform);
  await unpack(
    file,
    new Map(family.members.map((member) => [join(inside, member.file), member.file])),
    into,
    signal,
  );
  return { from: 'release', url, archiveSha256: really };
}

/**
 * Address of the file with the sha256 of a release's archives.
 * @throws Unobtainable where no archives are published
 */
export function checksumsUrl(
  family: Family,
  version: string,
  platform: Platform,
  mirror: string | undefined,
): string {
  const archives = archivesOf(family);
  return `${releaseUrl(archives, version, mirror)}/${archives.checksums(version, platform)}`;
}

function archivesOf({ name, archives }: Family): Archives {
  if (archives === undefined) {
    throw new Unobtainable(`there is none: releases of ${name} are published as container images`);
  }
  return archives;
}

function releaseUrl(archives: Archives, version: string, mirror: string | undefined): string {
  return `${baseUrl(archives, mirror)}/${archives.releasePath(version)}`;
}

/** A mirror holds the same paths as the sites do. */
function baseUrl({ site = GITHUB }: Archives, mirror: string | undefined): string {
  if (mirror === undefined) {
    return site;
  }
  checkMirror(mirror);
  return mirror.replace(/\/+$/, '');
}

/** @throws Refusal where it is not an address that archives can be downloaded from */
export function checkMirror(mirror: string): void {
  const url = URL.canParse(mirror) ? new URL(mirror) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw Refusal.usage(`mirror "${mirror}" is not an http or https address`);
  }
  if (url.username !== '' || url.password !== '') {
    throw Refusal.usage(`mirror at ${url.host}: an address with a user name or password is not supported`);
  }
}
