import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../errors/refusal';
import type { ClientNode, Entrance, Node } from '../runtime/node';
import { Link } from './link';
import { controlOf, startToxiproxy, type ProxySpec, type ToxiproxyControl } from './toxiproxy';

export const CLIENT_PORT = 2379;
export const PEER_PORT = 2380;
/** Where members of a secured cluster serve those who show a certificate: the API servers. */
export const SECURE_CLIENT_PORT = 2378;

/** In every node, peer number j is dialled at this address, where the node's own sidecar listens. */
const peerListen = (number: number): string => `127.0.1.${number}`;

/** Where the clients' links to some members end instead of at the members' own client ports, by name. */
export type Doors = ReadonlyMap<string, string>;

export interface NetworkOptions {
  readonly doors?: Doors | undefined;
  /**
   * Told once a sidecar ended that nobody had ended: whatever happens on the network then is not etcd's doing.
   * Without it nobody is told.
   */
  readonly lost?: ((why: Refusal) => void) | undefined;
  /** Members and the harness dial each other's own addresses; the sidecars are there, and nobody goes through them. */
  readonly direct?: boolean | undefined;
}

interface Attached {
  readonly node: Node;
  readonly number: number;
  readonly control: ToxiproxyControl;
}

/**
 * All links of a run. Every node reaches every peer through its own sidecar, so that members share their
 * peer addresses by name while each directed link has a proxy of its own.
 */
export class Network {
  private readonly attached: Attached[] = [];
  private readonly links = new Map<string, Link>();
  private ending = false;
  /** How many links `openLink` has made. */
  private opened = 0;

  private readonly client: { readonly node: ClientNode; readonly control: ToxiproxyControl };

  private constructor(
    private readonly toxiproxy: string,
    clientNode: ClientNode,
    private readonly doors: Doors,
    private readonly lost: NetworkOptions['lost'],
    private readonly direct: boolean,
  ) {
    this.client = { node: clientNode, control: controlOf(clientNode) };
  }

  /**
   * Starts all sidecars; `ready` tells when they answer.
   * @param toxiproxy path of the server program
   */
  static async create(
    toxiproxy: string,
    clientNode: ClientNode,
    nodes: readonly Node[],
    { doors = new Map(), lost, direct = false }: NetworkOptions = {},
  ): Promise<Network> {
    const network = new Network(toxiproxy, clientNode, doors, lost, direct);
    const numbered = nodes.map((node, index) => ({ node, number: index + 1 }));
    const toMembers = numbered.map(({ node, number }) => ({
      ...clientProxy(clientNode, node, number),
      upstream: network.upstream(node),
    }));
    const client = await network.startSidecar(clientNode, toMembers);
    const controls = await Promise.all(
      numbered.map(({ node }) =>
        network.startSidecar(
          node,
          numbered
            .filter((peer) => peer.node !== node)
            .map((peer) => peerProxy(node, peer.node, peer.number)),
        ),
      ),
    );
    numbered.forEach(({ node, number }, index) => {
      network.attached.push({ node, number, control: controls[index] as ToxiproxyControl });
    });
    for (const from of network.attached) {
      network.remember(clientNode.name, from, entranceOf(clientNode, from.number).reach, client);
      for (const to of network.attached.filter((peer) => peer !== from)) {
        network.remember(from.node.name, to, peerAt(to.number), from.control);
      }
    }
    await network.nameNodes();
    return network;
  }

  /** Waits until every sidecar answers. */
  async ready(): Promise<void> {
    await Promise.all([this.client, ...this.attached].map(({ control }) => control.ready()));
  }

  /** Connects one more node to all others and to the clients, unless it is already. */
  async attach(node: Node): Promise<void> {
    if (this.attached.some((one) => one.node === node)) {
      return;
    }
    const number = this.attached.length + 1;
    const proxies = this.attached.map((peer) => peerProxy(node, peer.node, peer.number));
    const control = await this.startSidecar(node, proxies);
    await control.ready();
    const self = { node, number, control };
    await this.client.control.addProxy(clientProxy(this.client.node, node, number));
    const { reach } = entranceOf(this.client.node, number);
    this.remember(this.client.node.name, self, reach, this.client.control);
    for (const peer of this.attached) {
      await peer.control.addProxy(peerProxy(peer.node, node, number));
      this.remember(peer.node.name, self, peerAt(number), peer.control);
      this.remember(node.name, peer, peerAt(peer.number), control);
    }
    this.attached.push(self);
    await this.nameNodes();
  }

  /**
   * Lets what runs on a node dial the members at their secure ports, by their names: through the node's own sidecar, which it
   * gets here where no member runs on it. Its own member it reaches by itself.
   */
  async leadToMembers(node: Node): Promise<void> {
    const own = this.attached.find((one) => one.node === node);
    const members = this.attached.filter((one) => one !== own);
    const specs = members.map((to) => secureProxy(to.node, to.number));
    const control = own?.control ?? (await this.startSidecar(node, specs));
    await control.ready();
    if (own === undefined) {
      await node.setHosts({
        ...Object.fromEntries(members.map(({ node: { name }, number }) => [name, peerListen(number)])),
        [node.name]: node.address,
      });
    } else {
      await Promise.all(specs.map((spec) => control.addProxy(spec)));
    }
  }

  /** From now on the end of a sidecar is no surprise. */
  expectEnd(): void {
    this.ending = true;
  }

  /** The link by which `from` dials `to`; the client's node dials members' client ports. */
  link(from: string, to: string): Link {
    const link = this.links.get(`${from}-${to}`);
    if (link === undefined) {
      throw new Error(`no link from ${from} to ${to}`);
    }
    return link;
  }

  /** Where clients dial a member: through the sidecar of the client's node. */
  clientEndpoint(member: string): string {
    return this.direct ? this.door(member) : this.link(this.client.node.name, member).at;
  }

  /** One more way to a member, of clients that are somewhere else than the others. */
  async openLink(from: string, member: string): Promise<Link> {
    const entrance = this.client.node.privateEntrances[this.opened];
    if (entrance === undefined) {
      throw new Error(`clients have ${this.opened} links of their own, and there is no place for another`);
    }
    this.opened += 1;
    const link = new Link(from, member, entrance.reach, this.client.control);
    await this.client.control.addProxy({
      ...{ name: link.name, listen: entrance.listen, upstream: this.clientUpstream(member) },
    });
    return link;
  }

  /**
   * Where the harness reaches what the clients' link to a member leads to: its own client port, unless something was put
   * in front of it.
   */
  door(member: string): string {
    return this.doors.get(member) ?? this.nodeOf(member).reach(CLIENT_PORT);
  }

  /** What the clients' link to a member leads to, as the sidecar of the client's node reaches it. */
  clientUpstream(member: string): string {
    return this.upstream(this.nodeOf(member));
  }

  /** Where all clients live. */
  get clientNode(): ClientNode {
    return this.client.node;
  }

  /** Control of the client node's sidecar, for those who need links of their own. */
  get clientControl(): ToxiproxyControl {
    return this.client.control;
  }

  private upstream(node: Node): string {
    return this.doors.get(node.name) ?? clientAddress(node);
  }

  private nodeOf(member: string): Node {
    const attached = this.attached.find(({ node }) => node.name === member);
    if (attached === undefined) {
      throw new Error(`no member ${member} on this network`);
    }
    return attached.node;
  }

  private async startSidecar(node: Node, proxies: readonly ProxySpec[]): Promise<ToxiproxyControl> {
    const configuration = join(node.folder, 'toxiproxy.json');
    await writeFile(configuration, JSON.stringify(proxies.map((proxy) => ({ ...proxy, enabled: true }))));
    const { program, control } = await startToxiproxy(node, this.toxiproxy, configuration);
    void program.exited.then(({ code, signal }) => {
      if (!this.ending) {
        const how = signal ?? `code ${String(code)}`;
        this.lost?.(
          Refusal.environment(
            `the Toxiproxy of ${node.name} ended by itself or was killed (${how}), which is not etcd's doing; see ${program.log}`,
          ),
        );
      }
    });
    return control;
  }

  private remember(from: string, to: Attached, at: string, control: ToxiproxyControl): void {
    const link = new Link(from, to.node.name, at, control);
    this.links.set(link.name, link);
  }

  /** In node i the name of peer j means i's own sidecar, or j itself where all is direct, and its own name means itself. */
  private async nameNodes(): Promise<void> {
    await Promise.all(
      this.attached.map(({ node }) =>
        node.setHosts(
          Object.fromEntries(
            this.attached.map((peer) => [
              peer.node.name,
              peer.node === node || this.direct ? peer.node.address : peerListen(peer.number),
            ]),
          ),
        ),
      ),
    );
  }
}

const peerProxy = (from: Node, to: Node, number: number): ProxySpec => ({
  name: `${from.name}-${to.name}`,
  listen: peerAt(number),
  upstream: `${to.address}:${PEER_PORT}`,
});

const clientProxy = (client: ClientNode, to: Node, number: number): ProxySpec => ({
  name: `${client.name}-${to.name}`,
  listen: entranceOf(client, number).listen,
  upstream: clientAddress(to),
});

const secureProxy = (to: Node, number: number): ProxySpec => ({
  name: `secure-${to.name}`,
  listen: `${peerListen(number)}:${SECURE_CLIENT_PORT}`,
  upstream: `${to.address}:${SECURE_CLIENT_PORT}`,
});

const peerAt = (number: number): string => `${peerListen(number)}:${PEER_PORT}`;

function entranceOf({ entrances }: ClientNode, number: number): Entrance {
  const entrance = entrances[number - 1];
  if (entrance === undefined) {
    throw new Error(`clients have ${entrances.length} links to members, and this is number ${number}`);
  }
  return entrance;
}

const clientAddress = ({ address }: Node): string => `${address}:${CLIENT_PORT}`;
