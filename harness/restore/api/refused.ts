import { z } from 'zod';
import type { ApiAnswer } from '../../kubernetes/api-client';

const Status = z.object({ message: z.string() });

const messageOf = (body: unknown): string =>
  Status.safeParse(body).data?.message ?? JSON.stringify(body).slice(0, 300);

/** What an API server said where it refused, with its code. */
export const refusalOf = ({ code, body }: ApiAnswer): string => `HTTP ${code}: ${messageOf(body)}`;

/** Its code, and its words where it refused. */
export const toldBy = ({ code, body }: ApiAnswer): { readonly code: number; readonly words?: string } =>
  code < 300 ? { code } : { code, words: messageOf(body) };
