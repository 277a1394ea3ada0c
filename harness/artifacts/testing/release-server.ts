import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Serves files as a mirror of GitHub would, and counts who asked for what. */
export class ReleaseServer {
  /** Paths asked for, in order. */
  readonly asked: string[] = [];
  private readonly server: Server;
  /** What a path's answer waits for. */
  private readonly gates = new Map<string, Promise<void>>();
  private readonly arrivals = new Map<string, () => void>();

  private constructor(readonly files: Map<string, Buffer>) {
    this.server = createServer((request, response) => {
      const path = request.url ?? '';
      this.asked.push(path);
      this.arrivals.get(path)?.();
      void (this.gates.get(path) ?? Promise.resolve()).then(() => {
        const file = this.files.get(path);
        response.writeHead(file === undefined ? 404 : 200).end(file);
      });
    });
  }

  static async start(files: Map<string, Buffer>): Promise<ReleaseServer> {
    const server = new ReleaseServer(files);
    await once(server.server.listen(0, '127.0.0.1'), 'listening');
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Answers that path only once `open` is called. */
  hold(path: string): { open: () => void; arrived: Promise<void> } {
    let open = (): void => undefined;
    this.gates.set(path, new Promise((resolve) => (open = resolve)));
    const arrived = new Promise<void>((resolve) => this.arrivals.set(path, resolve));
    return { open: () => open(), arrived };
  }

  countOf(path: string): number {
    return this.asked.filter((one) => one === path).length;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
