import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

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
echo furnished
exec sleep infinity
`;

/**
 * A mount namespace that all programs of a node share. A process holds it: a file in its place (unshare --mount=FILE) is refused
 * now and then by Linux 6.18 (EINVAL), which numbers namespaces by processor and takes one for older than it is.
 */
export class OwnMounts {
  private constructor(
    private readonly holder: ChildProcess,
    /** Path that `nsenter --mount` takes. */
    readonly path: string,
  ) {}

  /** @param folder the node's own, which holds its file of hosts, and will hold what is written below /var */
  static async create(folder: string): Promise<OwnMounts> {
    // What is mounted in the sandbox later, as a disk is again after a power cut, is seen there too.
    const words = ['--mount', '--propagation', 'slave', 'sh', '-c', FURNISH, 'sh', folder];
    const holder = spawn('unshare', words, { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    let complaint = '';
    holder.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
    await new Promise<void>((resolve, reject) => {
      holder.once('error', reject);
      holder.once('close', () =>
        reject(new Error(`the mounts of ${folder} could not be made: ${complaint}`)),
      );
      holder.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (said.endsWith('furnished\n')) {
          resolve();
        }
      });
    });
    return new OwnMounts(holder, `/proc/${String(holder.pid)}/ns/mnt`);
  }

  async dispose(): Promise<void> {
    const ended = once(this.holder, 'exit');
    this.holder.kill('SIGKILL');
    await ended;
  }
}
