/** Files by which one side of a TLS connection shows who it is, and the authority that it trusts; paths of PEM files. */
export interface TlsFiles {
  readonly ca: string;
  readonly certificate: string;
  readonly key: string;
}
