import { stringify } from 'yaml';

export interface KubeletWishes {
  /** Control group, from the root of every hierarchy, below which those of pods are made. */
  readonly podGroup: string;
  /** Who may ask the kubelet has a certificate of that authority: path. */
  readonly clientAuthority: string;
  /** Whose manifests it runs as static pods: path. */
  readonly manifests: string;
}

/** Fields of KubeletConfiguration (kubelet.config.k8s.io/v1beta1) that are not as by default; kubeadm's where it has some. */
export const kubeletConfig = ({ podGroup, clientAuthority, manifests }: KubeletWishes): string =>
  stringify({
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    authentication: {
      ...{ anonymous: { enabled: false }, webhook: { enabled: true } },
      x509: { clientCAFile: clientAuthority },
    },
    authorization: { mode: 'Webhook' },
    staticPodPath: manifests,
    containerRuntimeEndpoint: 'unix:///run/containerd/containerd.sock',
    volumePluginDir: '/var/lib/kubelet/volume-plugins',
    cgroupDriver: 'cgroupfs',
    cgroupRoot: podGroup,
    // 1.35 and later refuse to start where there is only version 1, but for this.
    failCgroupV1: false,
    failSwapOn: false,
    // The machine's disk and memory are shared with others, whose use is no reason to put pods off, or images away.
    localStorageCapacityIsolation: false,
    evictionHard: {
      'memory.available': '0%',
      'nodefs.available': '0%',
      'nodefs.inodesFree': '0%',
      'imagefs.available': '0%',
      'imagefs.inodesFree': '0%',
    },
    imageGCHighThresholdPercent: 100,
    // It would want iptables.
    makeIPTablesUtilChains: false,
    // There is no name server in a sandbox.
    resolvConf: '',
  });
