import { z } from 'zod';
import type { ClusterApi } from '../api/cluster-api';
import type { Review, Tokens } from '../fidelity/trials';
import { NAMESPACE } from '../state/kept-objects';
import { TOKEN_SECRET } from '../state/tokens';

const SECONDS = 3_600;

const Secret = z.object({ data: z.object({ token: z.string().optional() }).optional() });
const Issued = z.object({ status: z.object({ token: z.string() }) });
const Reviewed = z.object({
  status: z.object({ authenticated: z.boolean().optional(), error: z.string().optional() }),
});

/** By what a service account showed who it is. */
export interface KnownTokens {
  /** What a controller put into a Secret. */
  readonly kept: string;
  /** What the API server issued on request, as a kubelet asks for the token of a pod. */
  readonly issued: string;
}

/** The Secret has to be filled already. */
export async function knownTokens(api: ClusterApi): Promise<KnownTokens> {
  const kept = await tokenIn(api);
  if (kept === undefined) {
    throw new Error('the state does not stand still before the Secret has its token');
  }
  const path = `/api/v1/namespaces/${NAMESPACE}/serviceaccounts/worker/token`;
  const spec = { expirationSeconds: SECONDS };
  const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec };
  const issued = Issued.parse(await api.done({ method: 'POST', path, body })).status.token;
  return { kept, issued };
}

/** What is in the Secret now, and whether those are still accepted who show the old ones. */
export async function tryTokens(api: ClusterApi, { kept, issued }: KnownTokens): Promise<Tokens> {
  const now = await tokenIn(api);
  return {
    secret: now === undefined ? 'none' : now === kept ? 'same' : 'new',
    kept: await review(api, kept),
    issued: await review(api, issued),
  };
}

async function tokenIn(api: ClusterApi): Promise<string | undefined> {
  const token = Secret.safeParse(await api.find(await api.addressOf(TOKEN_SECRET))).data?.data?.token;
  return token === undefined ? undefined : Buffer.from(token, 'base64').toString();
}

/** By the API server's own account, which it gives to whoever has to know. */
async function review(api: ClusterApi, token: string): Promise<Review> {
  const path = '/apis/authentication.k8s.io/v1/tokenreviews';
  const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', spec: { token } };
  const { status } = Reviewed.parse(await api.done({ method: 'POST', path, body }));
  return { accepted: status.authenticated === true, words: status.error };
}
