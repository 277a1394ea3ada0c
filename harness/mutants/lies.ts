import { Metadata } from '@grpc/grpc-js';
import type { Call, Grant, WatchRequest, WatchResponse } from './messages';
import type { Lies, WatchLie } from './mutant';
import type { StreamLies } from './relay-stream';
import { methodNamed } from './services';
import type { Answered, Terms, TrueMember } from './true-member';

type UnaryLie = (message: Buffer, terms: Terms) => Promise<Answered>;

/** A mutant's lie about a call, in bytes; undefined where it tells the truth about that. */
export function unaryLieOf(name: string, lies: Lies, member: TrueMember): UnaryLie | undefined {
  const lie = lies[name as Call] as
    ((request: object, truly: (request: object) => Promise<object>) => Promise<object>) | undefined;
  if (lie === undefined) {
    return undefined;
  }
  const method = methodNamed(name);
  return async (message, terms) => {
    const truly = (request: object) => member.ask(name as Call, request, terms) as Promise<object>;
    const answer = await lie(method.requestDeserialize(message), truly);
    return { message: method.responseSerialize(answer), trailer: new Metadata() };
  };
}

/** A mutant's lies about a stream, anew for each one. */
export function streamLiesOf(name: string, lies: Lies): (() => StreamLies) | undefined {
  if (name === 'Watch' && lies.Watch !== undefined) {
    const { Watch } = lies;
    return () => watchLies(Watch);
  }
  const { LeaseKeepAlive } = lies;
  return name === 'LeaseKeepAlive' && LeaseKeepAlive !== undefined
    ? () => ({ asked: () => undefined, answered: (message) => [keepAliveLie(message, LeaseKeepAlive)] })
    : undefined;
}

/** Our clients create one watch on a stream. */
function watchLies(lieAbout: (created: WatchRequest) => WatchLie): StreamLies {
  const { requestDeserialize, responseDeserialize, responseSerialize } = methodNamed('Watch');
  let lie: WatchLie | undefined;
  return {
    asked: (message) => {
      const { create_request } = requestDeserialize(message) as { create_request?: WatchRequest };
      lie = create_request === undefined ? lie : lieAbout(create_request);
    },
    answered: async (message) => {
      const response = responseDeserialize(message) as WatchResponse;
      const told =
        lie === undefined || response.created || response.canceled ? [response] : await lie(response);
      return told.map((one) => (one === response ? message : responseSerialize(one)));
    },
  };
}

function keepAliveLie(message: Buffer, lie: (answer: Grant) => Grant): Buffer {
  const { responseDeserialize, responseSerialize } = methodNamed('LeaseKeepAlive');
  return responseSerialize(lie(responseDeserialize(message) as Grant));
}
