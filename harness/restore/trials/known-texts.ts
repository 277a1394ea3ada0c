import type { SearchedTexts } from '../fidelity/trials';
import { ENCRYPTED, TEXTS } from '../state/sealed';

/** A Secret's data are base64 in JSON, and bytes in etcd. */
const waysToWrite = (text: string): string[] => [text, Buffer.from(text).toString('base64')];

/** Looks for the known texts, in whatever way they may be written, and for what an API server puts before what it encrypts. */
export function searchTexts(bytes: Buffer, where: SearchedTexts['where']): SearchedTexts {
  const holds = (text: string): boolean => waysToWrite(text).some((written) => bytes.includes(written));
  const encrypted = [
    ['Secret', TEXTS.secret],
    ['ConfigMap', TEXTS.configMap],
  ] as const;
  return {
    ...{ where, bytes: bytes.length, open: holds(TEXTS.open) },
    found: encrypted.filter(([, text]) => holds(text)).map(([kind]) => kind),
    marks: Object.values(ENCRYPTED)
      .map((provider) => `k8s:enc:${provider}:v1:`)
      .filter((mark) => bytes.includes(mark)),
  };
}
