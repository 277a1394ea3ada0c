const LEAST = 60_000;
/** Bytes a millisecond, of a slow disk that does other things too. */
const SLOWEST = 5_000;

/**
 * How long etcdutl is given for a file: pages of a damaged one may lead to each other for ever, and it follows them.
 * @returns milliseconds
 */
export const etcdutlTime = (bytes: number): number => LEAST + Math.ceil(bytes / SLOWEST);

export const tookTooLong = (milliseconds: number): string =>
  `etcdutl did not come to an end within ${Math.round(milliseconds / 1000)} s`;
