import { existsSync, readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { Refusal } from '../../errors/refusal';
import type { Node } from '../../runtime/node';
import type { ClusterApi } from '../api/cluster-api';
import { KubernetesObject } from '../api/object';
import { lastErrorIn } from '../last-error';

const Definition = z.looseObject({
  spec: z.looseObject({
    group: z.string(),
    names: z.looseObject({ kind: z.string() }),
    versions: z.array(z.looseObject({ name: z.string(), served: z.boolean() })),
  }),
});
const Printed = z.union([z.looseObject({ items: z.array(KubernetesObject) }), KubernetesObject]);

/**
 * Defines Velero's kinds as `velero install` would, by what the program itself prints, and waits until all are served.
 * @throws Refusal (environment) where it prints none, or the API server refuses them
 */
export async function defineKinds(api: ClusterApi, node: Node, program: string): Promise<void> {
  const definitions = await printedDefinitions(node, program);
  for (const definition of definitions) {
    await api.create(definition);
  }
  for (const definition of definitions) {
    const { group, names, versions } = Definition.parse(definition).spec;
    for (const { name } of versions.filter(({ served }) => served)) {
      await api.served(`${group}/${name}`, names.kind);
    }
  }
}

async function printedDefinitions(node: Node, program: string): Promise<KubernetesObject[]> {
  const words = ['install', '--crds-only', '--dry-run', '-o', 'yaml'];
  const printing = await node.start({ name: 'velero-install', path: program, args: words });
  const { code } = await printing.exited;
  const text = existsSync(printing.log) ? readFileSync(printing.log, 'utf8') : '';
  const definitions = code === 0 ? definitionsIn(text) : [];
  if (definitions.length === 0) {
    throw Refusal.environment(
      `"velero ${words.join(' ')}" printed no definitions: ${lastErrorIn(text)}; see ${printing.log}`,
    );
  }
  return definitions;
}

/** One document with a list, or one for each. */
export const definitionsIn = (printed: string): KubernetesObject[] =>
  parseAllDocuments(printed)
    .flatMap((document) => {
      const found = Printed.safeParse(document.toJS());
      return !found.success
        ? []
        : 'items' in found.data
          ? (found.data.items as KubernetesObject[])
          : [found.data];
    })
    .filter(({ kind }) => kind === 'CustomResourceDefinition');
