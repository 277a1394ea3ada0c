import type { History } from './history';
import { HistoryBuilder } from './history-builder';
import { readJournal, type Journal } from '../journal/reader';

/**
 * The history of a journal on the disk, for who judges it: checkers themselves read nothing. Records are joined as they are read, so that of a long one nothing else is held.
 * @throws Refusal as `readJournal` does
 */
export async function readHistory(
  path: string,
): Promise<Pick<Journal, 'cut'> & { readonly history: History }> {
  const builder = new HistoryBuilder();
  const { cut } = await readJournal(path, (record) => builder.add(record));
  return { history: builder.history(), ...(cut === undefined ? {} : { cut }) };
}
