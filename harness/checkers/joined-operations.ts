import type { RecordOf } from '../journal/record';
import type { Request, Response } from '../journal/request';
import type { Operation } from './operation';
import { clientOf } from './operation-id';
import { OperationPlaces } from './operation-places';

type Invoke = RecordOf<'invoke'>;
type Answer = RecordOf<'ok'> | RecordOf<'fail'> | RecordOf<'unknown'>;
type Clients = ReadonlyMap<number, RecordOf<'client'>>;

/**
 * Joins each invoke with its answer as soon as both are there: of a long journal's records only what they say is kept.
 * Records of one process come in its order, but clients may be named after their operations.
 */
export class JoinedOperations {
  /** In the order of the journal. */
  private readonly joined: (Invoke | Operation)[] = [];
  private readonly places = new OperationPlaces();
  /** Answers that came before their invoke, which a correct harness never writes. */
  private readonly early: Answer[] = [];
  private readonly defects: string[] = [];

  invoke(record: Invoke): void {
    if (this.places.get(record.op) !== undefined) {
      this.defects.push(`operation ${record.op} is invoked twice`);
    } else {
      this.places.set(record.op, this.joined.push(record) - 1);
    }
  }

  answer(record: Answer): void {
    const place = this.places.get(record.op);
    const invoke = place === undefined ? undefined : this.joined[place];
    if (place === undefined || invoke === undefined) {
      this.early.push(record);
      return;
    }
    const defect = misanswer(record, invoke);
    if (defect !== undefined) {
      this.defects.push(`operation ${record.op}, answered with "${record.type}", ${defect}`);
    } else if ('op' in invoke) {
      this.joined[place] = operationOf(invoke, NOBODY, record);
    }
  }

  /** All operations by invoke, and what contradicts itself in their records. */
  of(clients: Clients): { operations: Operation[]; defects: string[] } {
    const { early, defects } = this;
    for (const record of early.splice(0)) {
      this.answer(record);
    }
    early.forEach(({ op, type }) =>
      defects.push(`operation ${op}, answered with "${type}", was never invoked`),
    );
    const operations: Operation[] = [];
    for (const one of this.joined.splice(0)) {
      const op = 'op' in one ? one.op : one.id;
      const client = clients.get(clientOf(op));
      if (client === undefined) {
        defects.push(`operation ${op} belongs to no known client`);
      } else {
        operations.push(pinned('op' in one ? operationOf(one, client, undefined) : one, client));
      }
    }
    return { operations: operations.sort((one, other) => one.invoke - other.invoke), defects };
  }
}

type Pinned = Pick<RecordOf<'client'>, 'client' | 'member' | 'role'>;

/** Holds the client's place until it is known. */
const NOBODY: Pinned = { client: -1, member: '', role: 'traffic' };

function pinned(operation: Operation, { client, member, role }: Pinned): Operation {
  const unpinned: { -readonly [Field in keyof Pinned]: Pinned[Field] } = operation;
  unpinned.client = client;
  unpinned.member = member;
  unpinned.role = role;
  return operation;
}

function misanswer(answer: Answer, invoke: Invoke | Operation): string | undefined {
  if (!('op' in invoke)) {
    return 'is answered twice';
  }
  if (answer.t < invoke.t) {
    return 'is answered before it was invoked';
  }
  const mismatched = answer.type === 'ok' && kindOf(answer.response) !== kindOf(invoke.request);
  return mismatched ? 'has an answer of another kind than its request' : undefined;
}

function kindOf(message: Request | Response): string | undefined {
  for (const kind in message) {
    return kind;
  }
  return undefined;
}

/** Written out, not spread: a journal has very many of these, and each has to be small. */
function operationOf(
  { op: id, t: invoke, request }: Invoke,
  { client, member, role }: Pinned,
  answer: Answer | undefined,
): Operation {
  switch (answer?.type) {
    case 'ok': {
      const { t: returned, response } = answer;
      const revision = revisionOf(response);
      return { id, client, member, role, request, invoke, outcome: 'ok', returned, response, revision };
    }
    case 'fail': {
      const { t: returned, error } = answer;
      return { id, client, member, role, request, invoke, outcome: 'fail', returned, error };
    }
    case 'unknown':
    case undefined: {
      const gaveUp = answer?.t ?? Infinity;
      return { id, client, member, role, request, invoke, outcome: 'unknown', returned: Infinity, gaveUp };
    }
  }
}

function revisionOf(response: Response): number | undefined {
  for (const kind in response) {
    return (response as Readonly<Record<string, { readonly revision?: number }>>)[kind]?.revision;
  }
  return undefined;
}
