import type { AppendAnswered } from '../search/models/kv-append';
import type { CasAnswered } from '../search/models/cas-register';
import type { Locking } from '../search/models/mutex';
import type { Value } from '../search/models/values';

/** What the models are held to, written apart from them on purpose. */
export function registers(state: Value, action: CasAnswered): Value | undefined {
  switch (action.f) {
    case 'write':
      return action.value;
    case 'read':
      return action.value === state ? state : undefined;
    case 'cas':
      return action.from === state ? action.to : undefined;
    case 'refused-cas':
      return action.from === state ? undefined : state;
  }
}

export const locks = (held: boolean, { f }: Locking): boolean | undefined =>
  (f === 'acquire') === held ? undefined : !held;

export function appends(state: string, { f, value }: AppendAnswered): string | undefined {
  if (f === 'get') {
    return value === state ? state : undefined;
  }
  return f === 'put' ? value : state + value;
}
