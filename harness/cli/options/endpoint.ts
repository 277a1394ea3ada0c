import type { Argv } from 'yargs';
import { etcdClient } from '../../cluster/etcd-client';
import { Refusal } from '../../errors/refusal';
import type { KeyValue } from '../../snapshot/file/key-value';
import { once, quoted } from './once';
import { readText } from './read-text';

const DEADLINE = 10_000;

interface EndpointFlags {
  endpoint: string | undefined;
  cacert: string | undefined;
  cert: string | undefined;
  key: string | undefined;
}

/** Where a live member is, with etcdctl's own names for what it wants to see. */
export const withEndpointFlags = <T>(argv: Argv<T>): Argv<T & EndpointFlags> => {
  const text = (describe: string) => ({ type: 'string', requiresArg: true, describe }) as const;
  return argv
    .option('endpoint', text('the live member to ask, as HOST:PORT'))
    .option('cacert', text('authority that the member is trusted by, where it serves by TLS'))
    .option('cert', text('certificate to show it'))
    .option('key', text('and the key of that'));
};

/** @throws Refusal (usage) where there is no such key, (environment) where the member does not answer */
export async function keyAt(endpoint: string, key: string, given: EndpointFlags): Promise<KeyValue> {
  if (!/^[^/\s]+:\d+$/.test(endpoint)) {
    throw Refusal.usage(`--endpoint must be HOST:PORT, not "${quoted(endpoint)}"`);
  }
  const client = etcdClient(endpoint, DEADLINE, certified(given));
  try {
    const { kvs } = await client.kv.range({ key: Buffer.from(key) }).catch((error: unknown) => {
      throw Refusal.environment(
        `${quoted(endpoint)} does not answer: ${error instanceof Error ? error.message : String(error)}`,
      );
    });
    const [found] = kvs;
    if (found === undefined) {
      throw Refusal.usage(`${quoted(endpoint)} holds no key ${quoted(key)}`);
    }
    const { create_revision: created, mod_revision: modified } = found;
    return { ...found, created, modified };
  } finally {
    client.close();
  }
}

/** @throws Refusal (usage) where only some of the three are given, or a file cannot be read */
function certified(given: EndpointFlags) {
  const [authority, certificate, key] = (['cacert', 'cert', 'key'] as const).map((flag) =>
    once(flag, given[flag]),
  );
  if (authority === undefined && certificate === undefined && key === undefined) {
    return undefined;
  }
  if (authority === undefined || certificate === undefined || key === undefined) {
    throw Refusal.usage('--cacert, --cert and --key belong together: give all three, or none');
  }
  return {
    authority: contentOf('cacert', authority),
    certificate: contentOf('cert', certificate),
    key: contentOf('key', key),
  };
}

/** Bytes; certificates have a few thousand, and chains of them not many more. */
const MOST = 1024 * 1024;

/** What only looks like a certificate or a key would be refused by the TLS library, without the file's name. */
function contentOf(flag: string, file: string): string {
  const text = readText(`--${flag}`, file, MOST);
  if (!text.includes('-----BEGIN ')) {
    throw Refusal.usage(`--${flag} ${quoted(file)} holds no PEM`);
  }
  return text;
}
