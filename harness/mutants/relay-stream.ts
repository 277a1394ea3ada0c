import { status, type ClientDuplexStream, type ServerDuplexStream } from '@grpc/grpc-js';

/** What is looked at, and changed, of one stream. */
export interface StreamLies {
  readonly asked: (message: Buffer) => void;
  readonly answered: (message: Buffer) => readonly Buffer[] | Promise<readonly Buffer[]>;
}

type Client = ServerDuplexStream<Buffer, Buffer>;
type Member = ClientDuplexStream<Buffer, Buffer>;

/** Joins a client's stream with one to the member: messages, half-close, trailers and errors both ways. */
export function relayStream(client: Client, member: Member, lies: StreamLies | undefined): void {
  client.on('data', (message: Buffer) => {
    lies?.asked(message);
    member.write(message);
  });
  client.on('end', () => member.end());
  member.on('metadata', (metadata) => client.sendMetadata(metadata));
  // A response that a lie takes its time for does not let the next one pass.
  let before: Promise<void> | undefined;
  const inTurn = (act: () => void | Promise<void>): void => {
    if (lies === undefined) {
      void act();
    } else {
      before = (before ?? Promise.resolve()).then(act);
    }
  };
  member.on('data', (message: Buffer) =>
    inTurn(async () => {
      if (lies === undefined) {
        client.write(message);
      } else {
        (await lies.answered(message)).forEach((told) => client.write(told));
      }
    }),
  );
  // What it says is in the status, which always comes.
  member.on('error', () => undefined);
  member.on('status', ({ code, details, metadata }) =>
    inTurn(() => {
      if (code === status.OK) {
        client.end(metadata);
      } else if (!client.cancelled) {
        client.emit('error', { code, details, metadata });
      }
    }),
  );
}
