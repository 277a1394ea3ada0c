/** Aborted by the first SIGINT or SIGTERM; commands end in order and the process exits with 130. */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => controller.abort(name));
  }
  return controller.signal;
}
