import type { Worker } from '../worker';

export const PODS = '/api/v1/namespaces/default/pods';

/** A pod that writes a text into a file of a folder of its node, and then waits. */
export const writingPod = (name: string, { node, pause }: Worker, folder: string, text: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name },
  spec: {
    nodeName: node.name,
    terminationGracePeriodSeconds: 1,
    containers: [
      {
        ...{ name: 'writer', image: pause.reference, args: ['/data/text', text] },
        volumeMounts: [{ name: 'data', mountPath: '/data' }],
      },
    ],
    volumes: [{ name: 'data', hostPath: { path: folder, type: 'DirectoryOrCreate' } }],
  },
});
