import { mkdir } from 'node:fs/promises';
import { run } from './run';

/** Where the worlds of nodes are held; /run is the sandbox's own. */
const HELD = '/run/etcd-assay-mounts';

/**
 * Makes a machine out of a mount namespace, for container tools, whose paths are fixed in part: it has its own /run, and its own
 * folders for containers below /var/lib and /var/log, whose other entries are still there. The kernel parameters that a kubelet
 * sets for the whole machine (pkg/kubelet/cm, setupKernelTunables) are files here that hold what it wants already, so that it
 * sets nothing. Mounts are shared, as systemd has them: pods may ask for that.
 */
const FURNISH = `
set -e
own=$1
mkdir -p "$own/lib" "$own/logs"
mount -t tmpfs tmpfs /run
mount --bind "$own/hosts" /etc/hosts
replace() {
  mkdir "/run/old$3"
  mount --rbind "$1" "/run/old$3"
  mount -t tmpfs tmpfs "$1"
  for entry in "/run/old$3"/* "/run/old$3"/.[!.]*; do
    name=$(basename "$entry")
    if [ -L "$entry" ]; then cp -P "$entry" "$1/$name"
    elif [ -d "$entry" ]; then mkdir "$1/$name"; mount --rbind "$entry" "$1/$name"
    elif [ -e "$entry" ]; then : >"$1/$name"; mount --bind "$entry" "$1/$name"
    fi
  done
  for name in $4; do
    mkdir -p "$2/$name" "$1/$name"
    mount --bind "$2/$name" "$1/$name"
  done
}
replace /var/lib "$own/lib" 1 'containerd cni kubelet'
replace /var/log "$own/logs" 2 'pods containers'
mkdir /run/parameters /run/tmp
for setting in vm/overcommit_memory=1 vm/panic_on_oom=0 kernel/panic=10 kernel/panic_on_oops=1 \
  kernel/keys/root_maxkeys=1000000 kernel/keys/root_maxbytes=25000000; do
  name=\${setting%=*}
  mkdir -p "/run/parameters/$(dirname "$name")"
  echo "\${setting#*=}" >"/run/parameters/$name"
  mount --bind "/run/parameters/$name" "/proc/sys/$name"
done
mount --make-rshared /
`;

/** A mount namespace that all programs of a node share. It goes with the sandbox, or with the last program after `dispose`. */
export class OwnMounts {
  private constructor(
    /** Path that `nsenter --mount` takes. */
    readonly path: string,
  ) {}

  /** @param folder the node's own, which holds its file of hosts, and will hold what is written below /var */
  static async create(node: string, folder: string): Promise<OwnMounts> {
    await mkdir(HELD, { recursive: true });
    const path = `${HELD}/${node}`;
    await run('touch', [path]);
    // What is mounted in the sandbox later, as a disk is again after a power cut, is seen there too.
    const words = [`--mount=${path}`, '--propagation', 'slave', 'sh', '-c', FURNISH, 'sh', folder];
    await run('unshare', words);
    return new OwnMounts(path);
  }

  async dispose(): Promise<void> {
    await run('umount', [this.path]);
  }
}
