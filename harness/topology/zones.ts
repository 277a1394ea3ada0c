/** Places that are some way from each other, and how far: what a link between two members costs is what it costs between their zones. */
export interface Zones {
  readonly name: string;
  /** In a few words, for people. */
  readonly title: string;
  readonly zones: readonly string[];
  /** Milliseconds one way, `oneWay[i][j]` from zone i to zone j; the two ways of a pair may differ. */
  readonly oneWay: readonly (readonly number[])[];
  /** Where the figures are from. */
  readonly source: string;
}

/** What it takes to tell how far zones are apart. */
type Matrix = Pick<Zones, 'zones' | 'oneWay'>;

/** Milliseconds from one zone to another and back. */
export function roundTrip({ zones, oneWay }: Matrix, from: string, to: string): number {
  const [i, j] = [zones.indexOf(from), zones.indexOf(to)];
  return (oneWay[i]?.[j] ?? 0) + (oneWay[j]?.[i] ?? 0);
}

/** The two longest-apart of these zones, there and back. */
export const widest = (zones: Matrix, among: readonly string[] = zones.zones): number =>
  Math.max(0, ...among.flatMap((from) => among.map((to) => roundTrip(zones, from, to))));

/**
 * A matrix of round trips as one of one-way delays. Toxiproxy delays by whole milliseconds, so an odd round trip is split
 * unevenly.
 */
export const halved = (roundTrips: readonly (readonly number[])[]): number[][] =>
  roundTrips.map((row, i) => row.map((rtt, j) => (i < j ? Math.ceil(rtt / 2) : Math.floor(rtt / 2))));

/** As many zones as there are names, each as far from every other. */
export const equallyFar = (names: readonly string[], rtt: number): Zones => ({
  name: `${rtt} ms`,
  title: `every two zones ${rtt} ms apart`,
  zones: names,
  oneWay: halved(names.map((from) => names.map((to) => (from === to ? 0 : rtt)))),
  source: 'asked for',
});
