import type { WatchEvent, WatchResponse } from './messages';
import type { Liar, Lies, Mutant, WatchLie } from './mutant';
import { plus } from './numbers';

/** A mutant that does something to one response with events in so many. */
const nowAndThen =
  (oneIn: number, lie: (response: WatchResponse) => readonly WatchResponse[]) =>
  ({ random }: Liar): Lies => ({
    Watch: () => (response) =>
      response.events.length > 0 && random.oneIn(oneIn) ? lie(response) : [response],
  });

const withEvents = (response: WatchResponse, events: readonly WatchEvent[]): readonly WatchResponse[] =>
  events.length === 0 ? [] : [{ ...response, events }];

const revisionOf = ({ kv }: WatchEvent): string => kv.mod_revision;

/** Holds one response back until the next one has been told. */
function swapping({ random }: Liar): WatchLie {
  let held: WatchResponse | undefined;
  return (response) => {
    const before = held;
    held = undefined;
    if (before === undefined && response.events.length > 0 && random.oneIn(20)) {
      held = response;
      return [];
    }
    return before === undefined ? [response] : [response, before];
  };
}

/** The first and the others of the events of one revision, in a response each. */
function split(response: WatchResponse): readonly WatchResponse[] {
  const { events } = response;
  const at = events.findIndex((event, i) => {
    const next = events[i + 1];
    return next !== undefined && revisionOf(next) === revisionOf(event);
  });
  return at === -1
    ? [response]
    : [
        { ...response, events: events.slice(0, at + 1) },
        { ...response, events: events.slice(at + 1) },
      ];
}

/** Milliseconds after which a silent watch tells nothing more. */
const SILENT_AFTER = 3_000;

const mutant = (
  name: string,
  describe: string,
  lies: Mutant['lies'],
  kills: Mutant['kills'] = 'watch-no-gap',
): Mutant => ({
  ...{ name, describe, lies, kills },
});

export const WATCHES: readonly Mutant[] = [
  mutant(
    'event-dropped',
    'a watch leaves out a revision',
    nowAndThen(30, (response) => {
      const dropped = response.events.map(revisionOf)[0];
      return withEvents(
        response,
        response.events.filter((event) => revisionOf(event) !== dropped),
      );
    }),
  ),
  mutant(
    'event-duplicated',
    'a watch tells a response twice',
    nowAndThen(30, (response) => [response, response]),
  ),
  mutant('events-reordered', 'a watch tells a response after the next one', (liar) => ({
    Watch: () => swapping(liar),
  })),
  mutant('revision-split', 'a watch tells one revision in two responses', nowAndThen(3, split)),
  mutant(
    'event-before-start',
    'a watch begins with an event from before its first revision',
    ({ member }) => ({
      Watch: ({ key, range_end, start_revision = '0' }) => {
        const span = { key, ...(range_end === undefined ? {} : { range_end }) };
        let begun = false;
        return async (response) => {
          const [first] = response.events;
          if (begun || first === undefined || Number(start_revision) < 3) {
            return [response];
          }
          begun = true;
          const revision = plus(start_revision, -1);
          const { kvs } = await member.ask('Range', { ...span, revision });
          const [kv] = kvs;
          return kv === undefined
            ? [response]
            : [{ ...response, events: [{ type: 'PUT', kv, prev_kv: null }, ...response.events] }];
        };
      },
    }),
  ),
  mutant(
    'wrong-prev-kv',
    'a watch tells a wrong state before an event',
    nowAndThen(20, (response) =>
      withEvents(
        response,
        response.events.map((event) =>
          event.prev_kv === null || event.prev_kv.key.length === 0
            ? event
            : { ...event, prev_kv: { ...event.prev_kv, version: plus(event.prev_kv.version, 1) } },
        ),
      ),
    ),
  ),
  mutant(
    'wrong-event',
    'a watch tells of a wrong value',
    nowAndThen(30, (response) =>
      withEvents(
        response,
        response.events.map((event) => ({ ...event, kv: { ...event.kv, value: Buffer.from('lie') } })),
      ),
    ),
  ),
  mutant(
    'early-progress',
    'a progress notification names a revision whose events are still to come',
    nowAndThen(30, (response) => [
      response,
      {
        ...response,
        header: { ...response.header, revision: plus(response.header.revision, 20) },
        events: [],
      },
    ]),
    'revisions-forward',
  ),
  mutant('silent-watch', 'a watch stays open and tells nothing more', () => ({
    Watch: () => {
      const opened = performance.now();
      return (response) => (performance.now() - opened > SILENT_AFTER ? [] : [response]);
    },
  })),
];
