/** 28704 → "28,704". */
export const figure = (value: number): string => value.toLocaleString('en-US');

const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];

/** 28704 → "28 KiB"; with a decimal where it is less than ten. */
export function bytesFigure(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const value = bytes / 1024 ** step;
  return `${step === 0 || value >= 10 ? String(Math.round(value)) : value.toFixed(1)} ${UNITS[step] ?? ''}`;
}
