import type { RunningProgram } from './running-program';
import type { Throttling } from './throttling';
import type { TlsFiles } from './tls-files';

/** A program to run on a node. */
export interface ProgramSpec {
  /** Also the name of its log file, `<folder>/<name>.log`, and the one by which its node's budget knows its request. */
  readonly name: string;
  readonly path: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Files outside of the node's folder that it reads, by absolute path. */
  readonly reads?: readonly string[];
}

/** What a probe saw on a path: round trips in milliseconds of those requests that were answered. */
export interface ProbeResult {
  readonly sent: number;
  readonly answered: readonly number[];
  /** How the others ended: `reset`, or `silent` for all else. */
  readonly failed: readonly ('reset' | 'silent')[];
}

export interface ProbeRequest {
  /** Whom to ask, as host:port, as this node's own programs would name it. */
  readonly at: string;
  readonly path: string;
  /** Requests, one after another on one connection; a failed one opens a new connection. */
  readonly count: number;
  /** Milliseconds that each may take, connecting included. */
  readonly deadline: number;
  /** Bytes of the answer that each is timed to, on a connection of its own; to its first one where not given. */
  readonly bytes?: number;
  /** By whom it is asked, where that has to be shown; absent where all is in the clear. */
  readonly identity?: TlsFiles | undefined;
}

/** A file system of a node's own, which can lose its power while everything else goes on. */
export interface Disk {
  /** Where it is mounted: what is kept here is lost or kept as the disk does it. */
  readonly folder: string;
  /**
   * From now on nothing reaches the device: what was not flushed is lost, and every access is refused.
   * @param unflushed a file that is written just before, and not flushed
   */
  cut(unflushed: { readonly name: string; readonly text: string }): Promise<void>;
  /** Unmounts it and mounts it again, as after a power cut; nobody may have a file of it open. */
  remount(): Promise<void>;
}

/** A machine of the topology. Ending a program leaves the node's network, address and disk standing. */
export interface Node {
  readonly name: string;
  /** The node's own address in the run's private network; no proxy in between. */
  readonly address: string;
  /** A folder on the node's disk, holding its data and logs. */
  readonly folder: string;
  /** Where data goes that must not be on the common disk; only where the topology asked for one. */
  readonly disk: Disk | undefined;
  /**
   * The control group below which a kubelet makes those of its pods, from the root of every hierarchy; only where the topology asked
   * for it. The programs of such a node share their mounts, and what is usual for containers is the node's own: /run,
   * /var/lib/kubelet, /var/lib/containerd, /var/lib/cni, /var/log/pods, /var/log/containers.
   */
  readonly podGroup: string | undefined;
  /** Sets what names mean on this node, for programs that run and that are yet to run. */
  setHosts(hosts: Readonly<Record<string, string>>): Promise<void>;
  start(program: ProgramSpec): Promise<RunningProgram>;
  /** Where the harness itself reaches a port of this node, as host:port, past all proxies. */
  reach(port: number): string;
  /** Whether nobody listens on a port of this node any more. A silence is no refusal. */
  refuses(port: number): Promise<boolean>;
  /** Plain HTTP requests from inside this node: what its programs would meet on that path. */
  probe(request: ProbeRequest): Promise<ProbeResult>;
  /** How often its budget held its programs back; undefined where that gives it no quota of processor time. */
  throttling(): Promise<Throttling | undefined>;
}

/** A place where the clients' sidecar may listen. */
export interface Entrance {
  /** For the sidecar, as host:port. */
  readonly listen: string;
  /** For clients, as host:port. */
  readonly reach: string;
}

/** The node on which clients live: the harness itself, and the processes of suites. */
export interface ClientNode extends Node {
  /** At most so many links lead from here to members. */
  readonly entrances: readonly Entrance[];
  /** For links that a suite makes for one client. */
  readonly privateEntrances: readonly Entrance[];
}
