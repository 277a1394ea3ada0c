import { Refusal } from '../errors/refusal';

/** @returns the sha256 in lower-case hex, without the "sha256:" that may stand before it */
export function parseDigest(text: string): string {
  const [, hex] = /^(?:sha256:)?([0-9a-f]{64})$/i.exec(text.trim()) ?? [];
  if (hex === undefined) {
    throw Refusal.usage(`digest "${text}" is not a sha256; write 64 hex digits, "sha256:" may stand before`);
  }
  return hex.toLowerCase();
}
