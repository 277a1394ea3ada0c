import { z } from 'zod';
import { Timers } from '../journal/header';

const address = z.string().regex(/^[^:]+:\d+$/, 'not of the form host:port');

/**
 * All that suites get to know about the cluster that they run on: plain data, so that it crosses process
 * boundaries, and Jest's realm, as it is.
 */
export const Arena = z.strictObject({
  /** The run's phase; keys and locks carry its name, so that phases do not meet each other's. */
  phase: z.string().regex(/^[a-z0-9-]+$/),
  /** For whatever a suite chooses at random. */
  seed: z.int().nonnegative(),
  members: z
    .array(
      z.strictObject({
        name: z.string(),
        /** Through the sidecar of the client's node, as all clients go. */
        endpoint: address,
        /** What that sidecar forwards to, as it reaches it: the member's own client port, or the mutant's in front of it. */
        upstream: address,
        version: z.string(),
      }),
    )
    .min(1),
  /** The program, of the version that the run begins with; absent where the user's own etcd comes without it. */
  etcdctl: z.string().optional(),
  timers: Timers,
  /** Control interface of the Toxiproxy on the client's node. */
  toxiproxy: address,
  /** Where that Toxiproxy may listen for links of one client alone, and where clients then reach it. */
  entrances: z.array(z.strictObject({ listen: address, reach: address })).min(1),
  /** The journal's epoch: nanoseconds of CLOCK_MONOTONIC, which all processes of a machine share. */
  epoch: z.string().regex(/^\d+$/),
  /** First of the 1000 client numbers that belong to this run of the suites. */
  firstClient: z.int().positive(),
  /** The control plane on top of the members, where there is one. */
  kubernetes: z
    .strictObject({
      version: z.string(),
      /** Host and port of each API server, by the node that it runs on. */
      servers: z.array(z.strictObject({ node: z.string(), endpoint: address })).min(1),
      /** Files by which clients are its administrator. */
      admin: z.strictObject({ ca: z.string(), certificate: z.string(), key: z.string() }),
      /** Of what suites raise clusters of their own, which nobody else works on. */
      own: z.strictObject({
        /** Where their nodes' folders are. */
        folder: z.string(),
        etcd: z.strictObject({ version: z.string(), path: z.string() }),
        /** Absent where the user's own etcd comes without it. */
        etcdutl: z.string().optional(),
        apiServer: z.string(),
      }),
    })
    .optional(),
  /** Path of the one journal, for suites that judge it. */
  journalPath: z.string(),
});
export type Arena = z.infer<typeof Arena>;

/** How many client numbers one run of suites may use. */
export const CLIENT_NUMBERS = 1000;
