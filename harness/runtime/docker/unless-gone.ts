/** Between two questions something may end or be removed, or be used yet: 404 and 409, 304 for what is so already, 403. */
export function unlessGone(error: unknown): undefined {
  const { statusCode } = error as { statusCode?: number };
  if (statusCode === undefined || ![304, 403, 404, 409].includes(statusCode)) {
    throw error;
  }
  return undefined;
}
