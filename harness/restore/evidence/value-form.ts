import { parseDocument } from 'yaml';
import type { PrintedValue } from '../../journal/restore-record';

/** What stands before everything that Kubernetes stores as protobuf; source: k8s.io/apimachinery, runtime/serializer/protobuf. */
const PROTOBUF = Buffer.from('k8s\0');
/** And before what it encrypts; source: k8s.io/apiserver, pkg/server/options/encryptionconfig. */
const ENCRYPTED = Buffer.from('k8s:enc:');

/** In which form a value is. JSON is YAML as well, and is called JSON. */
export function formOf(value: Buffer): PrintedValue['form'] {
  if (value.subarray(0, PROTOBUF.length).equals(PROTOBUF)) {
    return 'protobuf';
  }
  if (value.subarray(0, ENCRYPTED.length).equals(ENCRYPTED)) {
    return 'encrypted';
  }
  const text = value.toString();
  return isJson(text) ? 'JSON' : isYaml(text) ? 'YAML' : 'other';
}

function isJson(text: string): boolean {
  try {
    return isObject(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) {
      return false;
    }
    throw error;
  }
}

/** A text of several "name: value" lines; one word, or none, is valid YAML too. */
function isYaml(text: string): boolean {
  const document = parseDocument(text);
  return document.errors.length === 0 && isObject(document.toJS());
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
