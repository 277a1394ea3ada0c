import type { JournalRecord } from '../../journal/record';
import type { Judgement } from '../../result/result';
import { judge } from '../judge';
import { buildHistory } from './build-history';

/** The judgement of records that are all there. @param records the header first */
export const judgeRecords = (records: Iterable<JournalRecord>): Judgement => judge(buildHistory(records));
