import { realpathSync } from 'node:fs';
import { findOnPath } from '../../artifacts/find-on-path';

/** Words that a command is wrapped in, to live in a world that lacks something. Each works without being root. */
type World = readonly string[];

const asRoot = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'];

/** Runs a script with mounts that nobody else sees; the command follows the script's own arguments. */
const withMounts = (script: string, ...args: string[]): World => [
  ...['unshare', '--mount', ...asRoot, 'sh', '-c', script, 'sh'],
  ...args,
];

/** Without a program of the system, wherever it stands. */
export function without(program: string): World {
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/sbin'];
  const found = folders.flatMap((folder) => findOnPath(program, { PATH: folder }) ?? []);
  const paths = [...new Set(found.map((path) => realpathSync(path)))];
  return withMounts(
    'while [ "$1" != -- ]; do mount --bind /dev/null "$1" || exit 125; shift; done; shift; exec "$@"',
    ...paths,
    '--',
  );
}

/**
 * With a small disk of its own at that folder, which goes with the command.
 * @param kept where the run's result and its journal's last record are copied before that
 */
export const withDisk = (folder: string, size: string, kept: string): World =>
  withMounts(
    [
      'folder=$1; kept=$3; mount -t tmpfs -o "size=$2" tmpfs "$1" || exit 125; shift 3; "$@"; code=$?',
      'if [ -e "$folder/run/result.json" ]; then cp "$folder/run/result.json" "$kept"; fi',
      'if [ -e "$folder/run/journal.jsonl" ]; then tail -n 1 "$folder/run/journal.jsonl" > "$kept/last-record"; fi',
      'exit $code',
    ].join('\n'),
    ...[folder, size, kept],
  );

/** As an ordinary user to the kernel, without root's way past the rights of files. */
export const ordinaryUser: World = ['unshare', '--user', '--map-user=1000', '--'];

/** As an ordinary user who may not make user namespaces, as in hardened systems. */
export const withoutNamespaces: World = [
  ...['unshare', '--user', '--map-user=1000', '--keep-caps', 'sh', '-c'],
  'echo 0 > /proc/sys/user/max_user_namespaces && exec setpriv --ambient-caps -all --inh-caps -all -- "$@"',
  'sh',
];

/** As root without its rights, as in a container. */
export const withoutCapabilities: World = [
  ...['unshare', '--user', '--map-root-user', 'setpriv'],
  ...['--bounding-set', '-all', '--inh-caps', '-all', '--'],
];
