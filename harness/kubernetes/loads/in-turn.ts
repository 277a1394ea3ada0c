/** Does something for each of many, so many at once. */
export async function inTurn<T>(
  all: readonly T[],
  atOnce: number,
  act: (one: T) => Promise<unknown>,
): Promise<void> {
  const left = all.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const one of left) {
        await act(one);
      }
    }),
  );
}
