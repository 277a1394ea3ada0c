/**
 * The command line of Node for a process that sends most of a run's requests, and should be late for none.
 * Each request leaves much garbage that dies young: a large young generation makes its collections rare.
 * And Node wraps a deprecated property for each HTTP/2 request, unless told not to warn of such.
 * `npm run bench -- --only put-rate` shows the difference.
 */
export const BUSY_NODE = [process.execPath, '--max-semi-space-size=64', '--no-deprecation'] as const;
