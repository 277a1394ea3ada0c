import type { KubernetesObject } from '../api/object';
import type { StaleWrite } from '../fidelity/trials';
import { versionOf, type Contended } from './contended';
import type { Readings } from './readings';

/**
 * Writes what a client read before the loss: at once, and once the object has that very version again. For that others change the
 * object in the restored cluster, until it does, or is beyond all that clients remember; it never goes back.
 */
export async function staleWrite(contended: Contended, { objects }: Readings): Promise<StaleWrite> {
  const known = new Map(objects.map((object) => [versionOf(object), object]));
  const remembered = [Math.min(...known.keys()), Math.max(...known.keys())] as const;
  let version = versionOf(await contended.read());
  const [first] = [...known].filter(([other]) => other !== version).map(([, object]) => object);
  if (first === undefined) {
    throw new Error('several clients remember several versions');
  }
  const atOnce = await contended.write(first);
  let changes = 0;
  while (version < remembered[1] && !known.has(version)) {
    version = await contended.change();
    changes += 1;
  }
  const reading = known.get(version);
  if (reading === undefined) {
    return { remembered, atOnce, changes, version };
  }
  const whole = await contended.write(reading);
  const met =
    whole.code === 200 ? { whole } : { whole, withoutUid: await contended.write(withoutUid(reading)) };
  return { remembered, atOnce, changes, version, met };
}

const withoutUid = ({ metadata, ...rest }: KubernetesObject): KubernetesObject => ({
  ...rest,
  metadata: { ...metadata, uid: undefined },
});
