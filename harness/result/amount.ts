/** So many of something, for people: "1 read", "2,001 reads", "3 expiries". */
export const amount = (count: number, one: string, several = `${one}s`): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : several}`;
