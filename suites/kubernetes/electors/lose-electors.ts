import type { RecordOf } from '../../../harness/journal/record';
import { nobodysYet } from '../../../harness/kubernetes/electors/protected-object';
import { PrivateLink } from '../../private-link';
import type { Trial } from '../../trial';
import { Api, placeOf } from '../api';
import { ElectorProcess } from './elector-process';

export const WAYS = ['kill', 'freeze', 'cut', 'stop'] as const;
type Way = (typeof WAYS)[number];

type Note = RecordOf<'elector'>;

/** Milliseconds. */
const BEGINS_WITHIN = 30_000;
const SEEN_WITHIN = 15_000;
/** Far above any bound, which the journal is judged by. */
const FOLLOWED_WITHIN = 60_000;

/** What was seen of an elector that led and was ended, and of the one that waited. */
interface Loss {
  readonly first: ElectorProcess;
  readonly leads: Note;
  readonly heirLeads: Note;
  /** How the kernel, or its own calls, show that it was ended this way. */
  readonly proof: string;
}

export type Losses = Readonly<Record<Way, Loss>>;

/**
 * Four Leases, with two electors each that ask different API servers, where there are several: the one that leads is ended, each in
 * another way, all at the same time. The frozen one wakes up once another one has worked.
 */
export async function loseElectors(trial: Trial): Promise<Losses> {
  const [kill, freeze, cut, stop] = await Promise.all(WAYS.map((way, turn) => lose(trial, way, turn)));
  return { kill, freeze, cut, stop } as Losses;
}

async function lose(trial: Trial, way: Way, turn: number): Promise<Loss> {
  const { journal } = trial;
  const api = new Api(trial, turn);
  const name = `${way}-${trial.name}`;
  for (const { path, body } of [nobodysYet(`fenced-${name}`), nobodysYet(`unfenced-${name}`)]) {
    await api.done({ method: 'POST', path, body });
  }
  const link = await PrivateLink.open(trial, { upstream: placeOf(trial, turn).endpoint });
  const first = start(trial, name, turn, link.endpoint);
  const seen = <T>(look: () => T | undefined | false, what: string, within: number): Promise<T> =>
    journal.toSee(
      () => {
        first.check();
        return look();
      },
      what,
      within,
    );
  const leads = await seen(
    () => worked(first)[0] && first.notes('leads')[0],
    `${name} to be led`,
    BEGINS_WITHIN,
  );
  const second = start(trial, name, turn + 1);
  await seen(() => hasLooked(trial, second), `a second elector of ${name} to wait`, BEGINS_WITHIN);

  first.noteEnd(way);
  const proof = await ENDING[way](first, link);
  const heirLeads = await journal.until(
    () => {
      second.check();
      return worked(second)[0] && second.notes('leads')[0];
    },
    `another elector to lead ${name}`,
    FOLLOWED_WITHIN,
  );
  if (way === 'cut') {
    await seen(() => first.notes('lost')[0], `the first elector of ${name} to give up`, SEEN_WITHIN);
  }
  if (way === 'freeze') {
    first.thaw();
    const late = (note: Note): boolean => note.t > heirLeads.t;
    await seen(
      () => first.notes('refused').some(late) && first.notes('works').some(late),
      `the first elector of ${name} to work late`,
      SEEN_WITHIN,
    );
  }
  return { first, leads, heirLeads, proof };
}

const ENDING: Readonly<Record<Way, (elector: ElectorProcess, link: PrivateLink) => Promise<string>>> = {
  kill: (elector) => elector.kill(),
  freeze: (elector) => elector.freeze(),
  cut: async (_elector, link) => {
    await link.cut();
    return 'its calls are lost';
  },
  stop: (elector) => elector.stop(),
};

/** Its writes under a check of its token. */
const worked = (elector: ElectorProcess): Note[] => elector.notes('works').filter(({ fenced }) => fenced);

/** Whether it has seen who leads. */
const hasLooked = ({ journal }: Trial, { identity }: ElectorProcess): boolean =>
  journal
    .of('api')
    .some(({ client, verb, code }) => client === identity.client && verb === 'get' && code === 200);

/** @param endpoint a way to the API server of its own; else as everybody goes */
function start(trial: Trial, name: string, turn: number, endpoint?: string): ElectorProcess {
  const { admin } = trial.arena.kubernetes ?? {};
  if (admin === undefined) {
    throw new Error('this suite needs a control plane, and the run has none');
  }
  const place = placeOf(trial, turn);
  const client = trial.reserveClients(1);
  return new ElectorProcess(trial, {
    elector: `${name}-${client}`,
    ...{ lease: name, fenced: `fenced-${name}`, unfenced: `unfenced-${name}` },
    ...{ node: place.node, endpoint: endpoint ?? place.endpoint, client, admin },
    epoch: trial.arena.epoch,
  });
}
