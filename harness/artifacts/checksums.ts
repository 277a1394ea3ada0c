/**
 * Finds a file's sha256 in what `sha256sum` wrote: hex, two characters, name; or in a file that holds nothing but it.
 * @returns lower-case hex; undefined where the file is not listed
 */
export function sha256Listed(checksums: string, file: string): string | undefined {
  if (/^[0-9a-f]{64}$/i.test(checksums.trim())) {
    return checksums.trim().toLowerCase();
  }
  for (const line of checksums.split('\n')) {
    const [, hex, name] = /^([0-9a-f]{64}) [ *](.+?)\s*$/i.exec(line) ?? [];
    if (hex !== undefined && name === file) {
      return hex.toLowerCase();
    }
  }
  return undefined;
}
