import { Refusal } from '../errors/refusal';
import type { RecordOf } from '../journal/record';
import type { Request, Response } from '../journal/request';
import type { History, Phase, Records, Watch } from './history';
import type { Operation } from './operation';

type Answer = RecordOf<'ok'> | RecordOf<'fail'> | RecordOf<'unknown'>;

/** Joins invokes with answers and streams with their responses, in one pass. */
export function buildHistory(records: Records): History {
  const [header] = records;
  if (header?.type !== 'journal') {
    throw Refusal.inconclusive('the journal is empty: there is nothing to judge');
  }
  const sorted = sortByType(records);
  const defects: string[] = [];
  const last = records.reduce((latest, record) => ('t' in record ? Math.max(latest, record.t) : latest), 0);
  const clients = new Map(sorted.client.map((client) => [client.client, client]));
  return {
    header,
    operations: joinOperations(sorted, clients, defects),
    watches: joinWatches(sorted, clients, defects),
    phases: joinPhases(sorted.phase, last),
    told: sorted,
    end: sorted.end.at(-1),
    last,
    defects,
  };
}

type Sorted = { [T in Exclude<Records[number]['type'], 'journal'>]: RecordOf<T>[] };
type Clients = ReadonlyMap<number, RecordOf<'client'>>;

function sortByType(records: Records): Sorted {
  const sorted: Sorted = {
    phase: [],
    client: [],
    invoke: [],
    ok: [],
    fail: [],
    unknown: [],
    watch: [],
    watched: [],
    'watch-closed': [],
    fault: [],
    member: [],
    status: [],
    membership: [],
    'member-list': [],
    hash: [],
    'left-out': [],
    trigger: [],
    sample: [],
    assertion: [],
    lock: [],
    outside: [],
    end: [],
  };
  for (const record of records) {
    if (record.type !== 'journal') {
      (sorted[record.type] as (typeof record)[]).push(record);
    }
  }
  return sorted;
}

function joinOperations(sorted: Sorted, clients: Clients, defects: string[]): Operation[] {
  const invoked = new Map<string, RecordOf<'invoke'>>();
  for (const record of sorted.invoke) {
    if (invoked.has(record.op)) {
      defects.push(`operation ${record.op} is invoked twice`);
    } else {
      invoked.set(record.op, record);
    }
  }
  const answers = new Map<string, Answer>();
  for (const record of [...sorted.ok, ...sorted.fail, ...sorted.unknown]) {
    const invoke = invoked.get(record.op);
    const defect = invoke === undefined ? 'was never invoked' : misanswer(record, invoke, answers);
    if (defect === undefined) {
      answers.set(record.op, record);
    } else {
      defects.push(`operation ${record.op}, answered with "${record.type}", ${defect}`);
    }
  }
  const operations: Operation[] = [];
  for (const invoke of invoked.values()) {
    const client = clients.get(clientOf(invoke.op));
    if (client === undefined) {
      defects.push(`operation ${invoke.op} belongs to no known client`);
    } else {
      operations.push(operationOf(invoke, client, answers.get(invoke.op)));
    }
  }
  return operations.sort((one, other) => one.invoke - other.invoke);
}

const clientOf = (operation: string): number => Number(operation.slice(0, operation.indexOf('.')));

function misanswer(
  answer: Answer,
  invoke: RecordOf<'invoke'>,
  answers: ReadonlyMap<string, Answer>,
): string | undefined {
  if (answers.has(answer.op)) {
    return 'is answered twice';
  }
  if (answer.t < invoke.t) {
    return 'is answered before it was invoked';
  }
  const mismatched = answer.type === 'ok' && kindOf(answer.response) !== kindOf(invoke.request);
  return mismatched ? 'has an answer of another kind than its request' : undefined;
}

const kindOf = (message: Request | Response): string | undefined => Object.keys(message)[0];

function operationOf(
  { op, t, request }: RecordOf<'invoke'>,
  { client, member, role }: RecordOf<'client'>,
  answer: Answer | undefined,
): Operation {
  const invoked = { id: op, client, member, role, request, invoke: t };
  switch (answer?.type) {
    case 'ok':
      return { ...invoked, outcome: 'ok', returned: answer.t, ...answerOf(answer) };
    case 'fail':
      return { ...invoked, outcome: 'fail', returned: answer.t, error: answer.error };
    case 'unknown':
    case undefined:
      return { ...invoked, outcome: 'unknown', returned: Infinity, gaveUp: answer?.t ?? Infinity };
  }
}

function answerOf({ response }: RecordOf<'ok'>): { response: Response; revision: number | undefined } {
  const [body] = Object.values(response) as { readonly revision?: number }[];
  return { response, revision: body?.revision };
}

function joinWatches(sorted: Sorted, clients: Clients, defects: string[]): Watch[] {
  const watches = new Map<number, Watch & { responses: RecordOf<'watched'>[] }>();
  for (const opened of sorted.watch) {
    const client = clients.get(opened.client);
    if (client === undefined || watches.has(opened.watch)) {
      defects.push(
        `watch ${opened.watch} ${client === undefined ? 'belongs to no known client' : 'is opened twice'}`,
      );
    } else {
      const { member, role } = client;
      watches.set(opened.watch, {
        watch: opened.watch,
        client: client.client,
        member,
        role,
        opened,
        responses: [],
      });
    }
  }
  for (const response of sorted.watched) {
    const watch = watches.get(response.watch);
    if (watch === undefined) {
      defects.push(`watch ${response.watch} has a response but was never opened`);
    } else {
      watch.responses.push(response);
    }
  }
  for (const closed of sorted['watch-closed']) {
    const watch = watches.get(closed.watch);
    if (watch === undefined) {
      defects.push(`watch ${closed.watch} is closed but was never opened`);
    } else {
      watches.set(closed.watch, { ...watch, closed });
    }
  }
  for (const { opened } of watches.values()) {
    if (opened.resumes !== undefined && !watches.has(opened.resumes)) {
      defects.push(`watch ${opened.watch} resumes watch ${opened.resumes}, which was never opened`);
    }
  }
  return [...watches.values()];
}

function joinPhases(phases: readonly RecordOf<'phase'>[], last: number): Phase[] {
  return phases.map(({ name, t }, i) => ({ name, start: t, end: phases[i + 1]?.t ?? last }));
}
