import { z } from 'zod';

const Paths = z.object({ etcd: z.string(), etcdctl: z.string(), toxiproxy: z.string() });

/** What the process inside the sandbox is to do: plain data, since it crosses a process boundary. */
export const Task = z.discriminatedUnion('do', [
  z.object({ do: z.literal('start-ours'), folder: z.string(), version: z.string(), paths: Paths }),
  z.object({ do: z.literal('start-bare'), folder: z.string(), version: z.string(), paths: Paths }),
  z.object({
    do: z.literal('put-rate'),
    folder: z.string(),
    version: z.string(),
    paths: Paths.extend({ benchmark: z.string() }),
    rounds: z.int().positive(),
    /** Puts of each side in each round. */
    puts: z.int().positive(),
  }),
]);
export type Task = z.infer<typeof Task>;
export type TaskOf<T extends Task['do']> = Extract<Task, { do: T }>;

/** Milliseconds from the first step to the last member's answer, with its parts where they can be told. */
export const Started = z.object({ milliseconds: z.number(), parts: z.record(z.string(), z.number()) });
export type Started = z.infer<typeof Started>;

/** Puts a second, a pair for each round. */
export const PutRates = z.object({ rounds: z.array(z.object({ ours: z.number(), reference: z.number() })) });
export type PutRates = z.infer<typeof PutRates>;

/** The last word of the process inside. */
export const LastWord = z.discriminatedUnion('is', [
  z.object({ is: z.literal('done'), answer: z.unknown() }),
  z.object({ is: z.literal('failed'), message: z.string() }),
]);
export type LastWord = z.infer<typeof LastWord>;
