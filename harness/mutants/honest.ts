import type { Disguise } from './mutant';

/**
 * For control runs, with all that any mutant's run has: a proxy that nobody may notice. It decodes and encodes
 * again everything that a mutant may lie about, so that a mutant is found for its lie and not for its proxy.
 */
export const HONEST: Disguise = {
  name: 'none',
  describe: 'no lie at all',
  suites: ['cas', 'locks', 'elections'],
  keeps: 300,
  longer: 6_000,
  lies: () => ({
    Range: (request, truly) => truly(request),
    Put: (request, truly) => truly(request),
    DeleteRange: (request, truly) => truly(request),
    Txn: (request, truly) => truly(request),
    LeaseGrant: (request, truly) => truly(request),
    LeaseRevoke: (request, truly) => truly(request),
    Campaign: (request, truly) => truly(request),
    UserAdd: (request, truly) => truly(request),
    UserGet: (request, truly) => truly(request),
    HashKV: (request, truly) => truly(request),
    LeaseKeepAlive: (answer) => ({ ...answer }),
    Watch: () => (response) => [{ ...response }],
  }),
};
