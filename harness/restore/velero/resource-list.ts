import { z } from 'zod';

const ResourceList = z.record(z.string(), z.array(z.string()));

/**
 * Of the file "...-resource-list.json.gz" that a restore leaves in the bucket, the objects that it created, as identities: an entry is
 * such as "shop/web(created)" of "apps/v1/Deployment" (pkg/restore/request.go).
 */
export function createdIn(list: string): ReadonlySet<string> {
  const created = Object.entries(ResourceList.parse(JSON.parse(list))).flatMap(([of, entries]) => {
    const [kind = '', , group] = of.split('/').toReversed();
    const prefix = group === undefined ? kind : `${group} ${kind}`;
    return entries.flatMap((entry) => {
      const [, name] = /^(.+)\(created\)$/.exec(entry) ?? [];
      return name === undefined ? [] : [`${prefix} ${name}`];
    });
  });
  return new Set(created);
}
