/** What a generated journal holds. */
export interface Shape {
  readonly operations: number;
  /** How many of them are never answered; every second one of these takes effect all the same. */
  readonly unknowns: number;
}

export interface Judged {
  /** Of processor time. */
  readonly seconds: number;
  /** What making the records took, likewise: how fast the machine was just then. */
  readonly making: number;
  /** The most memory that the process ever had. */
  readonly mebibytes: number;
}

/** Rates are of processor time. Bytes are those beyond keys and values. */
export interface Written {
  readonly recordsPerSecond: number;
  /** Of its invoke and its answer. */
  readonly bytesPerOperation: number;
  /** What three recorders add to each. */
  readonly bytesOfRecorders: number;
}
