import { z } from 'zod';

/** All that the inner process is told: plain data, settled before the sandbox is entered. */
export const RestorePlan = z.object({
  out: z.string(),
  /** Numbers of the matrix's rows. */
  rows: z.array(z.int()),
  versions: z.object({ etcd: z.string(), kubernetes: z.string(), velero: z.string() }),
  paths: z.object({
    etcd: z.string(),
    etcdctl: z.string(),
    etcdutl: z.string(),
    toxiproxy: z.string(),
    kubernetes: z.object({
      'kube-apiserver': z.string(),
      'kube-controller-manager': z.string(),
      'kube-scheduler': z.string(),
    }),
    velero: z.string(),
    plugin: z.string(),
    versitygw: z.string(),
  }),
});
export type RestorePlan = z.infer<typeof RestorePlan>;
