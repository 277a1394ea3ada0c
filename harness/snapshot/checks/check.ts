import { z } from 'zod';
import type { Facts, MemberFacts } from '../facts';

/** `open`: it could not be looked at, or says nothing either way. */
export const Finding = z.object({
  id: z.string(),
  title: z.string(),
  verdict: z.enum(['good', 'warning', 'bad', 'open']),
  says: z.string(),
  /** What to do; null where there is nothing to do. */
  advice: z.string().nullable(),
});
export type Finding = z.infer<typeof Finding>;

/** One question about a snapshot, answered from the facts alone. Undefined where it does not arise. */
export interface Check {
  readonly id: string;
  readonly title: string;
  readonly judge: (facts: Facts) => Judgement | undefined;
}

/** A finding but for what it is an answer to. */
export type Judgement = Omit<Finding, 'id' | 'title'>;

export const good = (says: string): Judgement => ({ verdict: 'good', says, advice: null });
export const warning = (says: string, advice: string): Judgement => ({ verdict: 'warning', says, advice });
export const bad = (says: string, advice: string | null = null): Judgement => ({
  ...{ verdict: 'bad', says, advice },
});
export const open = (says: string): Judgement => ({ verdict: 'open', says, advice: null });

/** A check of what the members say, which is open where there are none. */
export function ofMembers(
  judge: (members: readonly MemberFacts[], facts: Facts) => Judgement | undefined,
): Check['judge'] {
  return (facts) => {
    const { start } = facts;
    if (start === null) {
      return open('not looked at: nothing was restored');
    }
    return 'failed' in start ? open('not looked at: no cluster came of it') : judge(start.members, facts);
  };
}

/** What goes into a line at the most; result.json has the rest. */
export const listed = (names: readonly string[], most = 5): string =>
  names.length <= most
    ? names.join(', ')
    : `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
