/** Operating system and processor, in Go's words. */
export interface Platform {
  readonly os: 'linux';
  readonly arch: string;
}

const GO_ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', ppc64: 'ppc64le' };

export function thisPlatform(): Platform {
  return { os: 'linux', arch: GO_ARCHITECTURES[process.arch] ?? process.arch };
}

/** E.g. "linux-amd64". */
export function platformName({ os, arch }: Platform): string {
  return `${os}-${arch}`;
}
