/** The two numbers of "12.345"; undefined where the numbers, written again, would not be the same id. */
export function countedIn(id: string): { readonly client: number; readonly count: number } | undefined {
  const dot = id.indexOf('.');
  const client = numberIn(id, 0, dot);
  const count = numberIn(id, dot + 1, id.length);
  return client === undefined || count === undefined ? undefined : { client, count };
}

export const clientOf = (id: string): number => countedIn(id)?.client ?? Number(id.slice(0, id.indexOf('.')));

const MOST_DIGITS = 9;
const ZERO = 0x30;

function numberIn(text: string, from: number, to: number): number | undefined {
  const isPlain =
    to > from && to - from <= MOST_DIGITS && (text.charCodeAt(from) !== ZERO || to - from === 1);
  if (!isPlain) {
    return undefined;
  }
  let number = 0;
  for (let i = from; i < to; i += 1) {
    number = number * 10 + text.charCodeAt(i) - ZERO;
  }
  return number;
}
