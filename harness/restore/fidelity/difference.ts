/** What became of one field of an object: a path into it, in words that a person can follow. */
export interface FieldDifference {
  /** E.g. "metadata.labels.app", or "spec.ports[0].nodePort". */
  readonly field: string;
  readonly became: 'changed' | 'lost' | 'added';
  /** As JSON; absent where there was, or is, nothing. */
  readonly before?: string;
  readonly after?: string;
}

/** Every field in which two objects differ, lists compared place by place. */
export function differencesOf(before: unknown, after: unknown): FieldDifference[] {
  const [old, now] = [leavesOf(before), leavesOf(after)];
  const differences: FieldDifference[] = [];
  for (const [field, value] of old) {
    const other = now.get(field);
    if (other === undefined) {
      differences.push({ field, became: 'lost', before: value });
    } else if (other !== value) {
      differences.push({ field, became: 'changed', before: value, after: other });
    }
  }
  for (const [field, value] of now) {
    if (!old.has(field)) {
      differences.push({ field, became: 'added', after: value });
    }
  }
  return differences.sort((a, b) => (a.field < b.field ? -1 : 1));
}

/** Path to value, as JSON; what is empty counts as a value. */
function leavesOf(value: unknown, path = '', leaves = new Map<string, string>()): Map<string, string> {
  const parts = partsOf(value);
  if (parts === undefined || parts.length === 0) {
    if (value !== undefined) {
      leaves.set(path, JSON.stringify(value));
    }
    return leaves;
  }
  for (const [name, part] of parts) {
    leavesOf(part, typeof name === 'number' ? `${path}[${name}]` : joined(path, name), leaves);
  }
  return leaves;
}

function partsOf(value: unknown): [string | number, unknown][] | undefined {
  if (Array.isArray(value)) {
    return value.map((part, index) => [index, part]);
  }
  return typeof value === 'object' && value !== null ? Object.entries(value) : undefined;
}

/** A name with a dot in it is quoted, as "metadata.annotations.'a.b/c'". */
function joined(path: string, name: string): string {
  const shown = /^[\w-]+$/.test(name) ? name : `'${name}'`;
  return path === '' ? shown : `${path}.${shown}`;
}
