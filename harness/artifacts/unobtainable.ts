/** One source could not give the programs; the next one is asked. Anything else ends the resolution. */
export class Unobtainable extends Error {
  override readonly name = 'Unobtainable';

  constructor(
    message: string,
    /** Longer material for the log file. */
    readonly details = '',
  ) {
    super(message);
  }
}
