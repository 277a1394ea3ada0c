import { z } from 'zod';
import { DamagedFile } from './damaged-file';
import type { KeyValue } from './key-value';
import { Message } from './protobuf';

/** Below it an API server keeps its objects, unless it was told another. */
export const REGISTRY = '/registry/';
/** Before every object that an API server stores as protobuf. Source: k8s.io/apimachinery, protobuf serializer. */
const PROTOBUF = Buffer.from('k8s\0');
const ENCRYPTED = Buffer.from('k8s:enc:');

type ValueForm = 'protobuf' | 'json' | 'encrypted' | 'other';

/** What a value is by its first bytes, and the kind of object that it says it is. */
export interface StoredObject {
  readonly form: ValueForm;
  /** "v1 Pod"; empty where it says none. */
  readonly kind: string;
  /** What makes it no object; undefined where nothing does. */
  readonly flaw?: string;
}

const Json = z.looseObject({ apiVersion: z.string(), kind: z.string() });

/** The object that a value is, without decoding what is in it. */
export function storedObject({ value }: Pick<KeyValue, 'value'>): StoredObject {
  if (value.subarray(0, ENCRYPTED.length).equals(ENCRYPTED)) {
    return { form: 'encrypted', kind: '' };
  }
  if (value.subarray(0, PROTOBUF.length).equals(PROTOBUF)) {
    return protobufObject(value.subarray(PROTOBUF.length));
  }
  return value[0] === 0x7b ? jsonObject(value) : { form: 'other', kind: '' };
}

/** In it is the kind of what is in it. Source: k8s.io/apimachinery, runtime.Unknown. */
function protobufObject(bytes: Buffer): StoredObject {
  try {
    const type = Message.of(Message.of(bytes).bytes(1));
    return { form: 'protobuf', kind: `${type.text(1)} ${type.text(2)}` };
  } catch (error) {
    if (error instanceof DamagedFile) {
      return { form: 'protobuf', kind: '', flaw: error.message };
    }
    throw error;
  }
}

function jsonObject(value: Buffer): StoredObject {
  let json: unknown;
  try {
    json = JSON.parse(value.toString('utf8'));
  } catch (error) {
    return { form: 'json', kind: '', flaw: (error as Error).message };
  }
  const object = Json.safeParse(json);
  return object.success
    ? { form: 'json', kind: `${object.data.apiVersion} ${object.data.kind}` }
    : { form: 'json', kind: '', flaw: 'JSON without apiVersion and kind' };
}
