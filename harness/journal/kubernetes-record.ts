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

/**
 * What somebody believes, and does, who is to lead by a Lease object alone: `leads` and all that follows carry how often the Lease had
 * changed hands, which is its fencing token. `works`: it wrote what only who leads is to write, under a check of that token or without
 * one; `refused`: the check stopped it. `lost`: it could not renew for too long, and gave up. `ended` says how it was ended; by `restore` a Lease
 * came back with it that it was long gone from.
 */
export const Elector = z.strictObject({
  type: z.literal('elector'),
  t: Time,
  /** As its key in etcd names it, behind "/registry/". */
  lease: z.string(),
  elector: z.string(),
  /** Of the API server that it asks. */
  node: z.string(),
  state: z.enum(['waits', 'leads', 'works', 'refused', 'lost', 'released', 'ended', 'thawed']),
  token: z.int().nonnegative().optional(),
  /** With `works` and `refused`. */
  fenced: z.boolean().optional(),
  /** With `works`: the resourceVersion of what it wrote. */
  revision: Revision.optional(),
  /** With `ended`. */
  how: z.enum(['kill', 'freeze', 'cut', 'stop', 'restore']).optional(),
});
