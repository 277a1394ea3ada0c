import type { Evidence } from './evaluation';

/** The same judgement for several criteria, made once: a witness belongs to one journal. */
export function onceAWitness<T>(judge: (evidence: Evidence) => T): (evidence: Evidence) => T {
  const made = new WeakMap<Evidence['witness'], T>();
  return (evidence) => {
    if (!made.has(evidence.witness)) {
      made.set(evidence.witness, judge(evidence));
    }
    return made.get(evidence.witness) as T;
  };
}
