/**
 * Finds a file's sha256 in what `sha256sum` wrote: hex, two characters, name.
 * @returns lower-case hex; undefined where the file is not listed
 */
export function sha256Listed(checksums: string, file: string): string | undefined {
  for (const line of checksums.split('\n')) {
    const [, hex, name] = /^([0-9a-f]{64}) [ *](.+?)\s*$/i.exec(line) ?? [];
    if (hex !== undefined && name === file) {
      return hex.toLowerCase();
    }
  }
  return undefined;
}

/** Likewise in a file that holds nothing but the hex. */
export const sha256Alone = (text: string): string | undefined =>
  /^[0-9a-f]{64}$/i.test(text.trim()) ? text.trim().toLowerCase() : undefined;
