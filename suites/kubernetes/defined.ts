import { until } from '../../harness/time/until';
import type { Trial } from '../trial';
import { prepared } from '../unanswered';
import type { Api } from './api';
import type { Kind } from './kinds';
import { made, type Made } from './made';

const GROUP = 'assay.example';
const SERVED_WITHIN = 20_000;

/** A kind of the trial's own, defined by a custom resource definition, once it is served. */
export async function defined(trial: Trial, api: Api): Promise<{ definition: Made; kind: Kind }> {
  const plural = `things-${trial.name}`;
  const name = `Thing${trial.name.replaceAll('-', '')}`;
  const definition = await made(trial, api, definitionOf(plural, name));
  const kind = customOf(plural, name);
  await prepared(
    until(() => api.serves(kind.path.replace('NS', 'default')), {
      within: SERVED_WITHIN,
      every: 100,
      what: `${plural} to be served`,
    }),
  );
  return { definition, kind };
}

/** Its name has to be that of what it defines. */
const definitionOf = (plural: string, kind: string): Kind => ({
  kind: 'CustomResourceDefinition',
  path: '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
  folder: 'apiextensions.k8s.io/customresourcedefinitions',
  unconditional: false,
  example: {
    metadata: { name: `${plural}.${GROUP}` },
    spec: {
      group: GROUP,
      scope: 'Namespaced',
      names: { plural, singular: plural.replace('things', 'thing'), kind, listKind: `${kind}List` },
      versions: [
        {
          ...{ name: 'v1', served: true, storage: true },
          schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
        },
      ],
    },
  },
});

const customOf = (plural: string, kind: string): Kind => ({
  kind,
  path: `/apis/${GROUP}/v1/namespaces/NS/${plural}`,
  folder: `${GROUP}/${plural}/NS`,
  unconditional: false,
  example: { apiVersion: `${GROUP}/v1`, kind, spec: { a: 1 } },
});
