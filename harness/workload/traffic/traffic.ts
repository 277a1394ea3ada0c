import type { Random } from '../random';
import type { Outcome, RecordingClient } from '../recording-client';

/** What one step of traffic may use. */
interface Turn {
  readonly client: RecordingClient;
  readonly random: Random;
  /** A value that no other put of the run carries, so that an unknown one can be recognised. */
  readonly unique: () => string;
}

/**
 * A kind of traffic: given a client, a function that does one step, usually one operation.
 * @returns the outcome of the step's last operation
 */
export interface Traffic {
  readonly name: string;
  /** How much longer than others its clients pause between operations; 1 where absent. */
  readonly pace?: number;
  start(turn: Turn): () => Promise<Pick<Outcome, 'is'>>;
}
