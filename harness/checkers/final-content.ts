import type { KeyValue } from '../journal/request';
import type { History } from './history';
import { isSerializable, type Acknowledged } from './operation';
import { groupBy } from './grouping';

/** All that a member holds at one revision, read at the end of the run. */
export interface FinalContent {
  readonly member: string;
  readonly revision: number;
  /** The newest revision that the member itself named with it. */
  readonly applied: number;
  /**
   * When the member was asked for something linearizable that it then answered, at the last before its content: what
   * had been acknowledged by then it must have had. Undefined where it answered nothing of that kind.
   */
  readonly fenced: number | undefined;
  readonly kvs: ReadonlyMap<string, KeyValue>;
  readonly pages: readonly string[];
}

type Page = Acknowledged & {
  readonly request: {
    readonly range: { key: string; end?: string | undefined; revision?: number | undefined };
  };
  readonly response: { readonly range: { kvs: KeyValue[]; more?: true | undefined; revision: number } };
};

/**
 * The last complete reading of each member by its `final` client: pages of the whole key space at one revision,
 * each going on after the last key of the one before.
 */
export function finalContents({ operations }: History): FinalContent[] {
  const pages = operations.filter(
    (operation): operation is Page =>
      operation.role === 'final' &&
      operation.outcome === 'ok' &&
      'range' in operation.request &&
      operation.request.range.end === '\0' &&
      operation.request.range.keysOnly !== true &&
      operation.request.range.countOnly !== true,
  );
  const fences = operations.filter(
    (operation): operation is Acknowledged =>
      operation.role === 'final' && operation.outcome === 'ok' && !isSerializable(operation.request),
  );
  return [...groupBy(pages, ({ member }) => member).values()].flatMap((own) =>
    joinPages(own, fences).slice(-1),
  );
}

function joinPages(pages: readonly Page[], fences: readonly Acknowledged[]): FinalContent[] {
  const complete: FinalContent[] = [];
  let begun: Page[] = [];
  for (const page of pages) {
    const { key } = page.request.range;
    if (key === '\0') {
      begun = [page];
    } else if (follows(page, begun)) {
      begun.push(page);
    } else {
      begun = [];
    }
    if (begun.length > 0 && page.response.range.more !== true) {
      complete.push(contentOf(begun, fences));
      begun = [];
    }
  }
  return complete;
}

function follows(page: Page, begun: readonly Page[]): boolean {
  const [first] = begun;
  const lastKey = begun.at(-1)?.response.range.kvs.at(-1)?.key;
  return (
    first !== undefined &&
    lastKey !== undefined &&
    page.request.range.key === `${lastKey}\0` &&
    stateOf(page) === stateOf(first)
  );
}

const stateOf = ({ request, response }: Page): number =>
  request.range.revision !== undefined && request.range.revision > 0
    ? request.range.revision
    : response.range.revision;

function contentOf(pages: readonly Page[], fences: readonly Acknowledged[]): FinalContent {
  const [first] = pages as readonly [Page, ...Page[]];
  const { member, id, invoke } = first;
  return {
    member,
    revision: stateOf(first),
    applied: Math.max(...pages.map(({ response }) => response.range.revision)),
    fenced: fences.findLast((one) => one.member === member && (one.id === id || one.returned < invoke))
      ?.invoke,
    kvs: new Map(pages.flatMap(({ response }) => response.range.kvs.map((kv) => [kv.key, kv] as const))),
    pages: pages.map((page) => page.id),
  };
}
