import type { Finding } from '../result/result';

export type { Finding };

/** Makes findings of one checker about one claim. */
export const findingsOf =
  (checker: string, claim: string) =>
  (message: string, ...operations: string[]): Finding => ({ checker, claim, message, operations });

/** What one checker found, told as another's: some criteria judge the same thing for another claim. */
export const retold = (findings: readonly Finding[], checker: string, claim: string): Finding[] =>
  findings.map((finding) => ({ ...finding, checker, claim }));

/** Microseconds of the journal's clock as the seconds that people read. */
export const seconds = (microseconds: number): number => microseconds / 1e6;

export const secondsText = (microseconds: number): string => `${(microseconds / 1e6).toFixed(3)} s`;
