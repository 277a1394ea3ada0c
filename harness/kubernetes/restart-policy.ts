/** A kubelet's own: the first restart at once, then after 10 s, doubled each time up to five minutes; ten minutes of peace are forgiven. */
const FIRST_PAUSE = 10_000;
const LONGEST_PAUSE = 300_000;
const FORGIVEN_AFTER = 600_000;

/** How long a program that ended has to wait before it is started again, as a kubelet decides it (CrashLoopBackOff). */
export class RestartPolicy {
  private next = 0;

  /**
   * @param ran milliseconds that it ran
   * @returns milliseconds to wait
   */
  pauseAfter(ran: number): number {
    if (ran >= FORGIVEN_AFTER) {
      this.next = 0;
    }
    const pause = this.next;
    this.next = Math.min(LONGEST_PAUSE, Math.max(FIRST_PAUSE, 2 * pause));
    return pause;
  }
}
