import { readFileSync } from 'node:fs';
import type { TlsFiles } from '../runtime/tls-files';

/**
 * By what a member shows who it is: to whom it serves, and to its peers, who show it theirs. `visitor` is what somebody shows who is
 * no member, and only looks: members take it from any address, since it names none.
 */
export interface MemberSecurity {
  readonly server: TlsFiles;
  readonly peer: TlsFiles;
  readonly visitor: TlsFiles;
}

/** What Node's own TLS takes. */
export const tlsOptions = ({ ca, certificate, key }: TlsFiles) => ({
  ca: readFileSync(ca),
  cert: readFileSync(certificate),
  key: readFileSync(key),
});
