/** Rows of the matrix that are not measured, by number: what they are about, and why. */
export const NOT_RUN: Readonly<Record<number, readonly [title: string, why: string]>> = {
  32: [
    'PV bytes, mode, owner, symlinks, xattrs, sparse',
    'without a kubelet no pod writes into a volume, and Velero reads none',
  ],
  33: ['hostPath and emptyDir data', 'without a kubelet no pod has such a volume'],
  40: [
    'image, process memory, host certificates and manifests',
    'without a kubelet no image is pulled and no process of a pod runs',
  ],
};
