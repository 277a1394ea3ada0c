import { z } from 'zod';
import { Time } from './field';
import { Revision } from './request';

/** A program of the control plane on a node: started, answers, does not answer any more, ended; or was seen to lead. */
export const Component = z.strictObject({
  type: z.literal('component'),
  t: Time,
  node: z.string(),
  component: z.string(),
  version: z.string(),
  state: z.enum(['started', 'ready', 'unhealthy', 'ended', 'leads']),
  /** With `ended`: its exit code or the signal. */
  exit: z.string().optional(),
  /** With `leads`: what it calls itself since its last start. */
  identity: z.string().optional(),
});

/**
 * One call of the Kubernetes API, written down when it was answered or given up. Without a `code` nobody knows whether it took
 * effect.
 */
export const ApiCall = z.strictObject({
  type: z.literal('api'),
  t: Time,
  /** When it was asked for. */
  began: Time,
  client: z.int().positive(),
  /** On which the API server runs. */
  node: z.string(),
  verb: z.enum(['get', 'list', 'watch', 'create', 'update', 'patch', 'delete']),
  /** As its key in etcd names it, behind "/registry/": "configmaps/NAMESPACE/NAME"; of a list or a watch what their keys begin with. */
  object: z.string(),
  /** Asked at a fixed rate, whether or not those before it were answered: `began` is when it was due. */
  paced: z.literal(true).optional(),
  /** The resourceVersion that it was to have for the call to take effect. */
  sent: Revision.optional(),
  /** HTTP status. */
  code: z.int().optional(),
  /** The resourceVersion that it has by the answer. */
  revision: Revision.optional(),
  /** Of a watch: how many events it was shown. */
  events: z.int().nonnegative().optional(),
  /** Why there is no status. */
  error: z.string().optional(),
});
