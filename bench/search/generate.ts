import { Random } from '../../harness/workload/random';

/** An operation as both sides are handed it; the names are those of bench/porcupine/main.go. */
export interface BenchOperation {
  readonly client: number;
  readonly key: string;
  readonly f: 'write' | 'read' | 'cas' | 'refused-cas' | 'acquire' | 'release' | 'put' | 'append' | 'get';
  /** Numbers of a register, of which -1 is the first. */
  readonly a?: number;
  readonly b?: number;
  readonly text?: string;
  readonly call: number;
  /** For an unknown operation: after all others. */
  readonly return: number;
  readonly unknown: boolean;
}

export const MODELS = ['cas-register', 'mutex', 'kv-append'] as const;
type ModelName = (typeof MODELS)[number];

export interface Case {
  readonly name: string;
  readonly model: ModelName;
  readonly operations: readonly BenchOperation[];
}

export interface Wish {
  readonly model: ModelName;
  readonly operations: number;
  readonly keys: number;
  /** Percent of the operations whose outcome nobody knows; half of them take effect. */
  readonly unknown: number;
  readonly clients: number;
}

type Effect = Pick<BenchOperation, 'f' | 'a' | 'b' | 'text'>;
/** What the object holds: a register's number, a lock's holder or not (1, -1), a text. */
type State = number | string;

/** Between two effects on one key. */
const TICK = 100;
const NEVER = 2 ** 40;

/** A history as a correct object answers it, the same for the same wish and seed. */
export function generate(wish: Wish, seed: number): BenchOperation[] {
  const random = new Random(seed);
  const each = Math.ceil(wish.operations / wish.keys);
  return Array.from({ length: wish.keys }, (_, i) => ofKey({ ...wish, operations: each }, `k${i}`, random))
    .flat()
    .sort((one, other) => one.call - other.call);
}

/** Effects at even intervals; around each its call and its return, so far that all clients have something to do. */
function ofKey({ model, operations, unknown, clients }: Wish, key: string, random: Random): BenchOperation[] {
  const made: BenchOperation[] = [];
  const free = Array.from({ length: clients }, () => 0);
  let state: State = model === 'kv-append' ? '' : -1;
  const spread = (clients * TICK) / 2;
  for (let i = 1; i <= operations; i += 1) {
    const now = i * TICK + spread;
    const ready = free.flatMap((time, client) => (time < now ? [client] : []));
    const client = random.pick(ready.length === 0 ? [0] : ready) ?? 0;
    const call = Math.min(now, Math.max(free[client] ?? 0, now - random.integer(0, spread)));
    const isUnknown = random.integer(1, 100) <= unknown;
    const takesEffect = !isUnknown || random.oneIn(2);
    const [effect, after] = actions[model](state, random, `${i.toString(36)}.`);
    if (takesEffect) {
      state = after;
    }
    const returned = now + random.integer(0, spread);
    free[client] = returned + 1;
    if (!isUnknown || (effect.f !== 'read' && effect.f !== 'get' && effect.f !== 'refused-cas')) {
      made.push({ client, key, ...effect, call, return: isUnknown ? NEVER : returned, unknown: isUnknown });
    }
  }
  return made;
}

const VALUES = 5;

const actions: {
  readonly [M in ModelName]: (state: State, random: Random, unique: string) => [Effect, State];
} = {
  'cas-register': (state, random) => {
    const kind = random.integer(1, 4);
    const [a, b] = [random.integer(0, VALUES - 1), random.integer(0, VALUES - 1)];
    if (kind <= 2) {
      return [{ f: 'read', a: Number(state) }, state];
    }
    if (kind === 3) {
      return [{ f: 'write', a }, a];
    }
    return state === a ? [{ f: 'cas', a, b }, b] : [{ f: 'refused-cas', a, b }, state];
  },
  mutex: (state) => (state === -1 ? [{ f: 'acquire' }, 1] : [{ f: 'release' }, -1]),
  'kv-append': (state, random, unique) => {
    const kind = random.integer(1, 20);
    if (kind <= 9) {
      return [{ f: 'get', text: String(state) }, state];
    }
    return kind <= 18
      ? [{ f: 'append', text: unique }, String(state) + unique]
      : [{ f: 'put', text: unique }, unique];
  },
};
