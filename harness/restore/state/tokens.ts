import { shared } from './kept-objects';

/** A Secret that a controller fills with a token that never ends, as all service accounts had one once. */
export const TOKEN_SECRET = shared(
  ...(['v1', 'Secret', 'worker-login'] as const),
  { type: 'kubernetes.io/service-account-token' },
  { annotations: { 'kubernetes.io/service-account.name': 'worker' } },
);
