/** One thing that was really looked at or tried on this machine. */
export interface Check {
  readonly id: string;
  readonly ok: boolean;
  /** Whether the gate cannot run without it. */
  readonly needed: boolean;
  /** What was found. */
  readonly says: string;
  /** What to do about it; empty where there is nothing to do. */
  readonly advice: string;
}
