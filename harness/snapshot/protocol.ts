import { z } from 'zod';
import { ExitCode } from '../errors/exit-code';
import { Facts } from './facts';

/** What the process inside the sandbox is told, once. */
export const Task = z.object({
  /** The user's file, by absolute path; only ever read. */
  file: z.string(),
  /** Where nodes have their folders. */
  folder: z.string(),
  version: z.string(),
  etcd: z.string(),
  etcdutl: z.string(),
  /** Decodes Kubernetes' protobuf, or why there is no such program. */
  decoder: z.union([z.object({ path: z.string() }), z.object({ missing: z.string() })]),
});
export type Task = z.infer<typeof Task>;

/** What it tells; `facts` or `refused` is the last word. */
export const Told = z.discriminatedUnion('type', [
  z.object({ type: z.literal('doing'), what: z.string() }),
  z.object({ type: z.literal('facts'), facts: Facts }),
  z.object({
    type: z.literal('refused'),
    message: z.string(),
    exitCode: z.literal(Object.values(ExitCode)),
  }),
]);
export type Told = z.infer<typeof Told>;
