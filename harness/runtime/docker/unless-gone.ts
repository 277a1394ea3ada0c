/** Between two questions a container may end, or be removed: 404, 409, and 304 for what is so already. */
export function unlessGone(error: unknown): undefined {
  const { statusCode } = error as { statusCode?: number };
  if (statusCode === undefined || ![304, 404, 409].includes(statusCode)) {
    throw error;
  }
  return undefined;
}
