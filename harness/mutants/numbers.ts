/** An int64 of a message, moved by so much. Revisions and versions are exact far below 2^53. */
export const plus = (int64: string, by: number): string => String(Number(int64) + by);

export const isSet = (int64: string | undefined): int64 is string => int64 !== undefined && int64 !== '0';
