import { z } from 'zod';

/** An object of Kubernetes as the API shows it: what every one has, and all the rest as it is. */
export const KubernetesObject = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string().optional(),
    namespace: z.string().optional(),
  }),
});
export type KubernetesObject = z.infer<typeof KubernetesObject>;
