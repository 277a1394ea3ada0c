const usual = Error.stackTraceLimit;
let lifted = true;

/**
 * Until this turn of the event loop is over, errors carry no stack. @grpc/grpc-js makes one for each call, in
 * case the call should fail, and nobody reads it: an operation's outcome is its message. At the rate of a
 * run's clients that is a tenth of the harness's time (`npm run bench -- --only put-rate`).
 */
export function withoutStack(): void {
  Error.stackTraceLimit = 0;
  if (lifted) {
    lifted = false;
    queueMicrotask(() => {
      Error.stackTraceLimit = usual;
      lifted = true;
    });
  }
}
