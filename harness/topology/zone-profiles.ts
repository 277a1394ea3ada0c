import { halved, type Zones } from './zones';

type Row = readonly number[];

const symmetric = (
  name: string,
  title: string,
  zones: readonly string[],
  rtts: readonly Row[],
  source: string,
): Zones => ({ name, title, zones, oneWay: halved(rtts), source });

/**
 * Distances ready to use, in milliseconds. They are what somebody published, or a bound that somebody sets; the run itself
 * measures what its links then have.
 */
export const ZONE_PROFILES: readonly Zones[] = [
  symmetric(
    'single-zone',
    'all in one data centre',
    ['a'],
    [[0]],
    'nothing is added to what the machine itself has',
  ),
  symmetric(
    'region',
    'three zones of one region',
    ['a', 'b', 'c'],
    [
      [0, 2, 2],
      [2, 0, 2],
      [2, 2, 0],
    ],
    'availability zones of a large cloud: "less than approximately 2 ms" (Azure documentation, availability zones)',
  ),
  symmetric(
    'metro',
    'two sites of one city and a witness further out',
    ['site-1', 'site-2', 'witness'],
    [
      [0, 5, 10],
      [5, 0, 10],
      [10, 10, 0],
    ],
    'limits of stretched clusters: 5 ms between data sites (VMware Cloud Foundation), 10 ms to anywhere (Red Hat)',
  ),
  symmetric(
    'coast-to-coast',
    'two coasts of one continent and its middle',
    ['east', 'middle', 'west'],
    [
      [0, 65, 130],
      [65, 0, 65],
      [130, 65, 0],
    ],
    'etcd, tuning: 130 ms are reasonable for the continental United States; half of it to the middle',
  ),
  symmetric(
    'continents',
    'three continents',
    ['america', 'europe', 'asia'],
    [
      [0, 98, 164],
      [98, 0, 140],
      [164, 140, 0],
    ],
    'Virginia, Frankfurt, Tokyo: great circles of 6,500, 10,900 and 9,300 km at 200 km a millisecond, half as much again for routes',
  ),
  {
    name: 'detour',
    title: 'one way between two of three zones takes a long detour',
    zones: ['a', 'b', 'c'],
    oneWay: [
      [0, 40, 10],
      [10, 0, 10],
      [10, 10, 0],
    ],
    source: 'made up: what asymmetric routing does to one pair',
  },
];
