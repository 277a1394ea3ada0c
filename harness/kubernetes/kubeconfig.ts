import { stringify } from 'yaml';
import type { ApiIdentity } from './pki';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** The file by which a component finds its API server, and shows it who it is. */
export const kubeconfig = (server: string, user: string, identity: ApiIdentity): string =>
  stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'kubernetes',
        cluster: { server, 'certificate-authority-data': base64(identity.authority) },
      },
    ],
    users: [
      {
        name: user,
        user: {
          'client-certificate-data': base64(identity.certificate),
          'client-key-data': base64(identity.key),
        },
      },
    ],
    contexts: [{ name: `${user}@kubernetes`, context: { cluster: 'kubernetes', user } }],
    'current-context': `${user}@kubernetes`,
  });
