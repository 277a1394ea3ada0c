import { z } from 'zod';
import type { Member } from '../../cluster/member';
import { identityOf } from '../fidelity/sight';
import { NAMESPACE } from '../state/kept-objects';
import { NEW_GADGET, OLD_GADGET } from '../state/extensions';

const Kept = z.object({ apiVersion: z.string() });

/** In which version etcd itself keeps each custom resource of the kind that has two, by identity; only of those that are there. */
export async function storedVersions({ client }: Member): Promise<Record<string, string>> {
  const stored: Record<string, string> = {};
  for (const object of [OLD_GADGET, NEW_GADGET]) {
    const key = `/registry/assay.example/gadgets/${NAMESPACE}/${String(object.metadata.name)}`;
    // Custom resources are JSON.
    const value = await client.get(key).string();
    if (value !== null) {
      stored[identityOf(object)] = Kept.parse(JSON.parse(value)).apiVersion;
    }
  }
  return stored;
}
