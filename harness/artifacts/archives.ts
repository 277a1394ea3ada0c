import type { Platform } from './platform';

/** Where a family's releases are published as programs, and in what. */
export interface Archives {
  /** Where they are, if not on GitHub. */
  readonly site?: string;
  /** Path below the site, or below a mirror of it, that holds archive and checksums. */
  readonly releasePath: (version: string) => string;
  readonly archive: (version: string, platform: Platform) => string;
  /** Name of the file with the archives' sha256: as `sha256sum` writes it, or the archive's alone. */
  readonly checksums: (version: string, platform: Platform) => string;
  /** Folder inside the archive that holds the programs; empty for its top. */
  readonly archiveFolder: (version: string, platform: Platform) => string;
}

const onGitHub = (repository: string) => (version: string) => `${repository}/releases/download/v${version}`;

/** Archives whose only folder goes by the archive's own name. */
const named = (repository: string, folder: Archives['archiveFolder'], checksums: string): Archives => ({
  releasePath: onGitHub(repository),
  archive: (version, platform) => `${folder(version, platform)}.tar.gz`,
  checksums: () => checksums,
  archiveFolder: folder,
});

/** Archives of NAME-vVERSION-OS-ARCH. */
export const inFolderArchives = (owner: string, name: string, checksums: string): Archives =>
  named(`${owner}/${name}`, (version, { os, arch }) => `${name}-v${version}-${os}-${arch}`, checksums);

export const toxiproxyArchives: Archives = {
  releasePath: onGitHub('Shopify/toxiproxy'),
  archive: (version, { os, arch }) => `toxiproxy_${version}_${os}_${arch}.tar.gz`,
  checksums: () => 'checksums.txt',
  archiveFolder: () => '',
};

const kubernetesArchive = ({ os, arch }: Platform): string => `kubernetes-server-${os}-${arch}.tar.gz`;

export const kubernetesArchives: Archives = {
  site: 'https://dl.k8s.io',
  releasePath: (version) => `release/v${version}`,
  archive: (_, platform) => kubernetesArchive(platform),
  checksums: (_, platform) => `${kubernetesArchive(platform)}.sha256`,
  archiveFolder: () => 'kubernetes/server/bin',
};

/** Named as uname(1) names systems and processors. */
export const versitygwArchives: Archives = named(
  'versity/versitygw',
  (version, { os, arch }) =>
    `versitygw_v${version}_${os.charAt(0).toUpperCase()}${os.slice(1)}_${arch === 'amd64' ? 'x86_64' : arch}`,
  'checksums.txt',
);
