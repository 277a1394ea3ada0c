// A polyfill that the library's own dependencies ask for.
import 'reflect-metadata';
import { KeyObject, webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Name,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
  type X509Certificate,
} from '@peculiar/x509';

/** A certificate and its private key, both as PEM. */
export interface Identity {
  readonly certificate: string;
  readonly key: string;
}

/** Whom a certificate is for. */
export interface Holder {
  readonly commonName: string;
  /** Kubernetes takes it for the name of a group. */
  readonly organization?: string;
  /** Under what a server is dialled, and from where a peer of etcd comes. */
  readonly names?: readonly string[];
  readonly addresses?: readonly string[];
  readonly uses: readonly ('server' | 'client')[];
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
/** Milliseconds that certificates hold, and from when on: no run is that long, and clocks of machines differ. */
const HOLDS = 365 * 24 * 3_600_000;
const BEFORE = 3_600_000;

const validity = () => ({
  notBefore: new Date(Date.now() - BEFORE),
  notAfter: new Date(Date.now() + HOLDS),
});

const newKeys = () => webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);

const pemOf = (key: webcrypto.CryptoKey): string =>
  KeyObject.from(key).export({ type: 'sec1', format: 'pem' }).toString();

/** An authority of one run: whoever has a certificate of it belongs to the run. */
export class CertificateAuthority {
  private constructor(
    private readonly own: X509Certificate,
    private readonly keys: webcrypto.CryptoKeyPair,
  ) {}

  static async create(commonName: string): Promise<CertificateAuthority> {
    const keys = await newKeys();
    const own = await X509CertificateGenerator.createSelfSigned(
      {
        name: new Name([{ CN: [commonName] }]).toString(),
        ...validity(),
        signingAlgorithm: ALGORITHM,
        keys,
        extensions: [
          new BasicConstraintsExtension(true, undefined, true),
          new KeyUsagesExtension(
            KeyUsageFlags.keyCertSign | KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment,
            true,
          ),
          await SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto),
        ],
      },
      webcrypto,
    );
    return new CertificateAuthority(own, keys);
  }

  /** The authority's own. */
  get identity(): Identity {
    return { certificate: this.own.toString('pem'), key: pemOf(this.keys.privateKey) };
  }

  async issue({ commonName, organization, names = [], addresses = [], uses }: Holder): Promise<Identity> {
    const keys = await newKeys();
    const subject = new Name([
      ...(organization === undefined ? [] : [{ O: [organization] }]),
      { CN: [commonName] },
    ]);
    const alternatives = [
      ...names.map((value) => ({ type: 'dns' as const, value })),
      ...addresses.map((value) => ({ type: 'ip' as const, value })),
    ];
    const certificate = await X509CertificateGenerator.create(
      {
        subject: subject.toString(),
        issuer: this.own.subject,
        ...validity(),
        signingAlgorithm: ALGORITHM,
        publicKey: keys.publicKey,
        signingKey: this.keys.privateKey,
        extensions: [
          new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment, true),
          new ExtendedKeyUsageExtension(
            uses.map((use) => (use === 'server' ? ExtendedKeyUsage.serverAuth : ExtendedKeyUsage.clientAuth)),
          ),
          ...(alternatives.length === 0 ? [] : [new SubjectAlternativeNameExtension(alternatives)]),
        ],
      },
      webcrypto,
    );
    return { certificate: certificate.toString('pem'), key: pemOf(keys.privateKey) };
  }
}

/** A key pair without a certificate, by which a control plane signs the tokens of its service accounts. */
export async function signingKeys(): Promise<{ readonly public: string; readonly private: string }> {
  const { privateKey, publicKey } = await newKeys();
  return {
    public: KeyObject.from(publicKey).export({ type: 'spki', format: 'pem' }).toString(),
    private: pemOf(privateKey),
  };
}
