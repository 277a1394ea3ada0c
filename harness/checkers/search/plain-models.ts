import { z } from 'zod';
import type { PlainOperation } from '../../journal/plain-reader';
import type { Model } from './model';
import { casRegister, type CasAnswered, type CasUnknown } from './models/cas-register';
import { kvAppend, type AppendAnswered, type AppendUnknown } from './models/kv-append';
import { mutex, type Locking } from './models/mutex';
import { register, type Read, type Write } from './models/register';
import type { Value } from './models/values';

/** How the operations of a plain history become those of a model. Each throws ZodError for a value of no use. */
export interface PlainModel<A, U> {
  readonly model: Model<A, U>;
  /** What an operation without a key is about. */
  readonly object: string;
  answered(operation: PlainOperation, value: unknown, swapped: boolean): A;
  /** Undefined for one that could change nothing. */
  unknown(operation: PlainOperation): U | undefined;
}

const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const Pair = z.tuple([Scalar, Scalar]);
const Missing = z.null().optional();

function plainRegister(initial: Value): PlainModel<Read | Write, Write> {
  return {
    model: register(initial),
    object: 'register',
    answered: ({ f, asked }, value) => {
      const kind = z.enum(['read', 'write']).parse(f);
      return kind === 'read' ? { f: kind, value: scalar(value) } : { f: kind, value: Scalar.parse(asked) };
    },
    unknown: ({ f, asked }) =>
      z.enum(['read', 'write']).parse(f) === 'read' ? undefined : { f: 'write', value: Scalar.parse(asked) },
  };
}

function plainCasRegister(initial: Value): PlainModel<CasAnswered, CasUnknown> {
  const simple = plainRegister(initial);
  const pair = (asked: unknown): { from: Value; to: Value } => {
    const [from, to] = Pair.parse(asked);
    return { from, to };
  };
  return {
    model: casRegister(initial),
    object: 'register',
    answered: (operation, value, swapped) =>
      operation.f === 'cas'
        ? { f: swapped ? 'cas' : 'refused-cas', ...pair(operation.asked) }
        : simple.answered(operation, value, swapped),
    unknown: (operation) =>
      operation.f === 'cas' ? { f: 'cas', ...pair(operation.asked) } : simple.unknown(operation),
  };
}

function plainMutex(initial: Value): PlainModel<Locking, Locking> {
  const kind = ({ f }: PlainOperation): Locking => ({ f: z.enum(['acquire', 'release']).parse(f) });
  return {
    model: mutex(z.enum(['free', 'held']).parse(initial ?? 'free')),
    object: 'lock',
    answered: kind,
    unknown: kind,
  };
}

function plainAppend(initial: Value): PlainModel<AppendAnswered, AppendUnknown> {
  const kindOf = (f: string): 'put' | 'append' | 'get' => z.enum(['put', 'append', 'get']).parse(f);
  return {
    model: kvAppend(z.string().parse(initial ?? '')),
    object: 'text',
    answered: ({ f, asked }, value) => {
      const kind = kindOf(f);
      return kind === 'get'
        ? { f: kind, value: Missing.safeParse(value).success ? '' : z.string().parse(value) }
        : { f: kind, value: z.string().parse(asked) };
    },
    unknown: ({ f, asked }) => {
      const kind = kindOf(f);
      return kind === 'get' ? undefined : { f: kind, value: z.string().parse(asked) };
    },
  };
}

/** A read of nothing is a read of null. */
const scalar = (value: unknown): Value => (value === undefined ? null : Scalar.parse(value));

/** By the name that `--model` takes; each is given the initial value, or null. */
export const PLAIN_MODELS = {
  register: plainRegister,
  'cas-register': plainCasRegister,
  mutex: plainMutex,
  'kv-append': plainAppend,
} as const;

export type PlainModelName = keyof typeof PLAIN_MODELS;
