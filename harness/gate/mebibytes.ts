/** A size for people, rounded up. */
export const mebibytes = (bytes: number): string => `${Math.ceil(bytes / (1 << 20))} MiB`;
