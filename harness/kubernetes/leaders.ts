import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Journal } from '../journal/journal';
import { ApiClient, NoAnswer } from './api-client';
import type { ControlPlane } from './control-plane';

/** Those of whom one leads, by a Lease object, and the others wait. */
export const ELECTED = ['kube-controller-manager', 'kube-scheduler'] as const;
export type Elected = (typeof ELECTED)[number];

/** Who leads: the program on a node, and the name that it goes by since its last start. */
export interface Leader {
  readonly node: string;
  readonly identity: string;
}

/** Milliseconds between two looks, which is how late a hand-over may be told. */
const EVERY = 200;
const PATIENCE = 1_000;

const Lease = z.looseObject({ spec: z.looseObject({ holderIdentity: z.string().optional() }) });

/** Reads again and again who holds the two leases, and writes down each change. */
export class Leaders {
  private readonly closing = new AbortController();
  private readonly now = new Map<Elected, Leader>();
  /** When the leaders of now became it, by their logs. */
  private readonly acquired = new Map<Elected, string>();
  private readonly watching: Promise<void>;
  private readonly clients: readonly ApiClient[];

  constructor(
    private readonly plane: ControlPlane,
    private readonly journal: Journal,
  ) {
    this.clients = [...plane.endpoints.values()].map((at) => new ApiClient(at, plane.identity, PATIENCE));
    this.watching = this.watch();
    // Whatever it is, `close` tells; until then it is nobody's.
    this.watching.catch(() => undefined);
  }

  of(component: Elected): Leader | undefined {
    return this.now.get(component);
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.watching;
    this.clients.forEach((client) => client.close());
  }

  private async watch(): Promise<void> {
    while (!this.closing.signal.aborted) {
      for (const component of ELECTED) {
        const identity = await this.holderOf(component);
        const leader = identity === undefined ? undefined : this.leaderNamed(component, identity);
        if (leader !== undefined && leader.identity !== this.now.get(component)?.identity) {
          this.now.set(component, leader);
          this.journal.write({
            ...{ type: 'component', t: this.journal.clock(), component, version: this.plane.version },
            ...{ state: 'leads', ...leader },
          });
        }
      }
      await pause(EVERY);
    }
  }

  /** By the first API server that answers; undefined where none does, or nobody holds it. */
  private async holderOf(component: Elected): Promise<string | undefined> {
    const path = `/apis/coordination.k8s.io/v1/namespaces/kube-system/leases/${component}`;
    for (const client of this.clients) {
      try {
        const { code, body } = await client.ask({ method: 'GET', path });
        if (code === 200) {
          return Lease.safeParse(body).data?.spec.holderIdentity;
        }
      } catch (error) {
        if (!(error instanceof NoAnswer)) {
          throw error;
        }
      }
    }
    return undefined;
  }

  /**
   * Nodes of one machine share its host name, so that only the programs' own logs tell who it is: whoever acquired the lease last,
   * once that is another time than the one before.
   */
  private leaderNamed(component: Elected, identity: string): Leader | undefined {
    const known = this.now.get(component);
    if (known?.identity === identity) {
      return known;
    }
    const [last] = this.plane.masters
      .flatMap(({ node }) => {
        const acquired = lastAcquired(join(node.folder, `${component}.log`));
        return acquired === undefined ? [] : [{ node: node.name, acquired }];
      })
      .sort((one, other) => (one.acquired < other.acquired ? 1 : -1));
    if (last === undefined || last.acquired === this.acquired.get(component)) {
      return undefined;
    }
    this.acquired.set(component, last.acquired);
    return { node: last.node, identity };
  }
}

/** "I1127 23:01:05.123456      42 leaderelection.go:271] "Successfully acquired lease" lock="..."": month, day, and time. */
const ACQUIRED = /^I(\d{4} \d\d:\d\d:\d\d\.\d+) .*\] "?successfully acquired lease/i;

/** When the program says that it became leader, at the last; these times compare as text. */
const lastAcquired = (log: string): string | undefined =>
  readFileSync(log, 'utf8')
    .split('\n')
    .flatMap((line) => ACQUIRED.exec(line)?.[1] ?? [])
    .at(-1);
