import { isUtf8 } from 'node:buffer';
import { stringify } from 'yaml';
import type { Decoder } from './objects';
import { storedObject } from './file/kubernetes-objects';
import type { KeyValue } from './file/key-value';

/** How a value is shown, and as what. */
export interface Shown {
  readonly as: 'yaml' | 'text' | 'hex';
  readonly text: string;
  /** The object itself, where it is one. */
  readonly object?: unknown;
  /** Why it is not shown as YAML; undefined where it is. */
  readonly why?: string;
}

/** Objects of Kubernetes, and any other JSON, as YAML; all else as text, or as hex where it is none. */
export async function describeValue(
  { value }: Pick<KeyValue, 'value'>,
  decoder: () => Promise<Decoder>,
): Promise<Shown> {
  const stored = storedObject({ value });
  if (stored.form === 'protobuf') {
    const answer = await (await decoder()).decode(value);
    return 'object' in answer
      ? yaml(answer.object)
      : raw(value, 'why' in answer ? answer.why : `Kubernetes' own types know no ${stored.kind}`);
  }
  if (stored.form === 'encrypted') {
    return raw(value, 'an API server encrypted it, and only that API server can read it');
  }
  if (stored.form !== 'json') {
    return raw(value);
  }
  try {
    return yaml(JSON.parse(value.toString('utf8')));
  } catch (error) {
    return raw(value, `no JSON, though it begins like it: ${(error as Error).message}`);
  }
}

const yaml = (object: unknown): Shown => ({ as: 'yaml', text: stringify(object, { lineWidth: 0 }), object });

const raw = (value: Buffer, why?: string): Shown => ({
  ...(isUtf8(value) && !value.includes(0)
    ? { as: 'text', text: `${value.toString('utf8')}\n` }
    : { as: 'hex', text: hexLines(value) }),
  ...(why === undefined ? {} : { why }),
});

const A_LINE = 32;

const hexLines = (value: Buffer): string =>
  Array.from(
    { length: Math.ceil(value.length / A_LINE) },
    (_, index) => `${value.subarray(index * A_LINE, (index + 1) * A_LINE).toString('hex')}\n`,
  ).join('');
