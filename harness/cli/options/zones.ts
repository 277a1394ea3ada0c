import { parseDocument } from 'yaml';
import { z } from 'zod';
import { Refusal } from '../../errors/refusal';
import { MOST_RTT } from '../../latency/search';
import { ZONE_PROFILES } from '../../topology/zone-profiles';
import { halved, type Zones } from '../../topology/zones';
import { quoted } from './once';
import { readText } from './read-text';

const MOST_BYTES = 64 * 1024;
const MOST_ZONES = 5;

const Delay = z.int('must be whole milliseconds').min(0, 'must not be negative').max(MOST_RTT);
const Matrix = z.array(z.array(Delay)).min(1);

/** A file of zones: round trips, or one-way delays where the two ways differ. */
const ZonesFile = z
  .strictObject({
    zones: z
      .array(z.string().regex(/^[a-z0-9][a-z0-9-]{0,30}$/, 'must be a short name of a-z, 0-9 and -'))
      .min(1)
      .max(MOST_ZONES),
    rtt: Matrix.optional(),
    oneWay: Matrix.optional(),
    /** Zone of each member. */
    members: z.record(z.string(), z.string()).optional(),
  })
  .superRefine(({ zones, rtt, oneWay, members = {} }, context) => {
    const refuse = (path: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (new Set(zones).size !== zones.length) {
      refuse('zones', 'names a zone twice');
    }
    if ((rtt === undefined) === (oneWay === undefined)) {
      refuse('rtt', 'or oneWay is needed, and not both');
    }
    for (const [name, matrix] of [
      ['rtt', rtt],
      ['oneWay', oneWay],
    ] as const) {
      const problem = matrix && whyNotSquare(matrix, zones, name === 'rtt');
      if (problem !== undefined) {
        refuse(name, problem);
      }
    }
    for (const [member, zone] of Object.entries(members)) {
      if (!/^m[1-9]$/.test(member)) {
        refuse('members', `has "${member}", and members are m1, m2 and so on`);
      } else if (!zones.includes(zone)) {
        refuse('members', `puts ${member} into zone "${zone}", which is none of zones`);
      }
    }
  });

function whyNotSquare(
  matrix: readonly (readonly number[])[],
  zones: readonly string[],
  symmetric: boolean,
): string | undefined {
  if (matrix.length !== zones.length || matrix.some((row) => row.length !== zones.length)) {
    return `must have ${zones.length} rows of ${zones.length} delays, one for each zone`;
  }
  const loop = matrix.findIndex((row, index) => row[index] !== 0);
  if (loop !== -1) {
    return `must have 0 from ${zones[loop] as string} to itself`;
  }
  const uneven = matrix.findIndex((row, i) => row.some((delay, j) => delay !== matrix[j]?.[i]));
  return symmetric && uneven !== -1
    ? `differs between the two ways of ${zones[uneven] as string}; a round trip has one length, and oneWay has two`
    : undefined;
}

export interface ReadZones {
  readonly zones: Zones;
  /** Zone of each member where the file says it. */
  readonly placement: readonly string[] | undefined;
}

/**
 * `--zones`: the name of a profile, or a YAML or JSON file.
 * @throws Refusal (usage) that names the file and what is wrong in it
 */
export function readZones(given: string): ReadZones {
  const profile = ZONE_PROFILES.find(({ name }) => name === given);
  if (profile !== undefined) {
    return { zones: profile, placement: undefined };
  }
  const known = ZONE_PROFILES.map(({ name }) => name).join(', ');
  if (/^[a-z-]+$/.test(given)) {
    throw Refusal.usage(`--zones: no profile "${quoted(given)}"; there are ${known}, or name a file`);
  }
  const document = parseDocument(readText('--zones', given, MOST_BYTES), { logLevel: 'error' });
  const [error] = document.errors;
  if (error !== undefined) {
    throw Refusal.usage(`--zones ${quoted(given)}: ${quoted(error.message.split('\n')[0] ?? '')}`);
  }
  const read = ZonesFile.safeParse(plain(given, document));
  if (!read.success) {
    const [issue] = read.error.issues;
    throw Refusal.usage(
      `--zones ${quoted(given)}: ${quoted(`${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim())}`,
    );
  }
  const { zones, rtt, oneWay, members } = read.data;
  return {
    zones: {
      ...{ name: given, title: given, zones, source: given },
      oneWay: oneWay ?? halved(rtt ?? []),
    },
    placement: members && placementOf(given, members),
  };
}

/** @throws Refusal (usage) where the file refers from one place to another, which no table of delays needs */
function plain(file: string, document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    throw Refusal.usage(`--zones ${quoted(file)}: ${quoted((error as Error).message)}; write it out`);
  }
}

function placementOf(file: string, members: Readonly<Record<string, string>>): string[] {
  const names = Object.keys(members).sort();
  const gap = names.findIndex((name, index) => name !== `m${index + 1}`);
  if (gap !== -1 || ![1, 3, 5].includes(names.length)) {
    throw Refusal.usage(`--zones ${quoted(file)}: members must be m1, or m1 to m3, or m1 to m5`);
  }
  return names.map((name) => members[name] as string);
}
