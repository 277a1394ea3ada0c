import { readFileSync } from 'node:fs';
import { Result } from '../result/result';
import { resultPath } from './paths';

/** What a run's result.json says. @throws Error where it is not there, or is none */
export const readResult = (run: Parameters<typeof resultPath>[0]): Result =>
  Result.parse(JSON.parse(readFileSync(resultPath(run), 'utf8')));
