/** What the kernel takes. */
const [LEAST, MOST] = [2, 262_144];

/**
 * The cpu.shares (cgroup version 1) that a kubelet makes of a CPU request: MilliCPUToShares of Kubernetes,
 * pkg/kubelet/cm/helpers_linux.go.
 */
export const sharesOf = (millicores: number): number =>
  Math.min(Math.max(LEAST, Math.floor((millicores * 1024) / 1000)), MOST);

/**
 * The cpu.weight (cgroup version 2) that it makes of these shares: cpuSharesToCPUWeight of
 * pkg/kubelet/cm/cgroup_v2_manager_linux.go, as KEP 2254 has it.
 */
export const weightOf = (shares: number): number => 1 + Math.floor(((shares - 2) * 9999) / 262_142);
