import type { ClientNode, Entrance, ProbeRequest, ProbeResult } from '../node';
import { probeFrom } from '../probe-from';
import { DockerNode } from './docker-node';

const ENTRANCES = Array.from({ length: 16 }, (_, index) => 21_001 + index);
const PRIVATE = Array.from({ length: 4 }, (_, index) => 21_101 + index);

/** Ports that are published for clients, beside those of the sidecar itself. */
export const CLIENT_PORTS = [...ENTRANCES, ...PRIVATE];

/** The harness is outside of all containers; what clients dial is published by this node's sidecar. */
export class DockerClientNode implements ClientNode {
  constructor(private readonly node: DockerNode) {}

  get name(): string {
    return this.node.name;
  }

  get address(): string {
    return this.node.address;
  }

  get folder(): string {
    return this.node.folder;
  }

  readonly disk = undefined;
  readonly podGroup = undefined;

  get entrances(): readonly Entrance[] {
    return this.entrancesAt(ENTRANCES);
  }

  get privateEntrances(): readonly Entrance[] {
    return this.entrancesAt(PRIVATE);
  }

  setHosts: DockerNode['setHosts'] = (hosts) => this.node.setHosts(hosts);
  start: DockerNode['start'] = (program) => this.node.start(program);
  reach: DockerNode['reach'] = (port) => this.node.reach(port);
  refuses: DockerNode['refuses'] = (port) => this.node.refuses(port);
  throttling: DockerNode['throttling'] = () => this.node.throttling();

  /** Clients are processes of this machine: what they name is what it reaches. */
  probe(request: ProbeRequest): Promise<ProbeResult> {
    return probeFrom(undefined, request);
  }

  dispose(): Promise<void> {
    return this.node.dispose();
  }

  /** Where it may listen is known beforehand; where that is reached, once the sidecar runs. */
  private entrancesAt(ports: readonly number[]): readonly Entrance[] {
    return ports.map((port) => {
      const { node } = this;
      return {
        listen: `${node.address}:${port}`,
        get reach() {
          return node.reach(port);
        },
      };
    });
  }
}
