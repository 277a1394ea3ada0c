import { readFileSync } from 'node:fs';
import type { TlsFiles } from '../runtime/tls-files';

/** By what a member shows who it is: to whom it serves, and to its peers, who show it theirs. */
export interface MemberSecurity {
  readonly server: TlsFiles;
  readonly peer: TlsFiles;
}

/** What Node's own TLS takes. */
export const tlsOptions = ({ ca, certificate, key }: TlsFiles) => ({
  ca: readFileSync(ca),
  cert: readFileSync(certificate),
  key: readFileSync(key),
});
