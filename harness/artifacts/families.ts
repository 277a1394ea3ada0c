import { Refusal } from '../errors/refusal';
import {
  type Archives,
  inFolderArchives,
  kubernetesArchives,
  toxiproxyArchives,
  versitygwArchives,
} from './archives';
import { DEFAULT_DECODE, DEFAULT_PAUSE } from './defaults';
import {
  KNOWN_ETCD,
  KNOWN_KUBERNETES,
  KNOWN_TOXIPROXY,
  KNOWN_VELERO,
  KNOWN_VELERO_PLUGIN_FOR_AWS,
  KNOWN_VERSITYGW,
} from './known-versions';
import type { FamilyName, ProgramName } from './program';

/** One program of a family, and how it is found, built and asked. */
export interface Member {
  readonly name: ProgramName;
  /** File name in the release archive, in the cache and in a release folder of the user's. */
  readonly file: string;
  /** Go package of its main function; undefined where the whole family is built as one program. */
  readonly goPackage?: string;
  /** Words that make it say its version. */
  readonly versionWords: readonly string[];
  /** What it answers, where that is not its file's name and "version" on the first line. */
  readonly answer?: RegExp;
  /** It has no words for its version and refuses to run by itself, in these; what Go wrote into it has to tell. */
  readonly refuses?: RegExp;
}

/** All that the chain of sources has to know of programs that are released together. Data only. */
export interface Family {
  readonly name: FamilyName;
  /** The main program first. */
  readonly members: readonly [Member, ...Member[]];
  /** Nothing older is supported. */
  readonly oldest: string;
  readonly known: readonly string[];
  /** Go module whose versions are the family's releases. */
  readonly goModule: string;
  /**
   * Modules of the same repository that belong to each release. A release's own go.mod need not say so (that of
   * 3.8.0-alpha.0 asks for 3.7.0-beta.0), since in the repository they are replaced by the folders beside it.
   */
  readonly goSiblings: readonly string[];
  /**
   * One program, called by its members' names, from docker/NAME/main.go: they share nearly all of their code. Modules that the
   * release's go.mod requires at v0.0.0 are folders of its repository, which are released as v0.MINOR.PATCH.
   */
  readonly multiCall?: true;
  /** Does not build without the forks that the release's own go.mod names, which Go heeds of the main module only. */
  readonly forks?: true;
  /** Nobody releases it: it is etcd-assay's own, built from docker/NAME/main.go. */
  readonly own?: true;
  /** Value of the linker's -X flags, beside -s -w. */
  readonly linkerVariables: (version: string) => readonly string[];
  /** Where releases are published as programs; undefined where that is done in container images alone. */
  readonly archives?: Archives;
}

const FAMILIES: Readonly<Record<FamilyName, Family>> = {
  etcd: {
    name: 'etcd',
    members: [
      {
        name: 'etcd',
        file: 'etcd',
        goPackage: 'go.etcd.io/etcd/server/v3',
        versionWords: ['--version'],
      },
      // Neither of these two has a --version flag in every version.
      {
        name: 'etcdctl',
        file: 'etcdctl',
        goPackage: 'go.etcd.io/etcd/etcdctl/v3',
        versionWords: ['version'],
      },
      {
        name: 'etcdutl',
        file: 'etcdutl',
        goPackage: 'go.etcd.io/etcd/etcdutl/v3',
        versionWords: ['version'],
      },
    ],
    oldest: '3.5.0',
    known: KNOWN_ETCD,
    goModule: 'go.etcd.io/etcd/server/v3',
    goSiblings: [
      'go.etcd.io/etcd/api/v3',
      'go.etcd.io/etcd/client/pkg/v3',
      'go.etcd.io/etcd/client/v3',
      'go.etcd.io/etcd/pkg/v3',
    ],
    linkerVariables: () => [],
    archives: inFolderArchives('etcd-io', 'etcd', 'SHA256SUMS'),
  },
  toxiproxy: {
    name: 'toxiproxy',
    members: [
      {
        name: 'toxiproxy',
        file: 'toxiproxy-server',
        goPackage: 'github.com/Shopify/toxiproxy/v2/cmd/server',
        versionWords: ['--version'],
      },
    ],
    oldest: '2.5.0',
    known: KNOWN_TOXIPROXY,
    goModule: 'github.com/Shopify/toxiproxy/v2',
    goSiblings: [],
    // Without it the program says "git" for its version.
    linkerVariables: (version) => [`github.com/Shopify/toxiproxy/v2.Version=${version}`],
    archives: toxiproxyArchives,
  },
  kubernetes: {
    name: 'kubernetes',
    members: [
      kubernetesProgram('kube-apiserver'),
      kubernetesProgram('kube-controller-manager'),
      kubernetesProgram('kube-scheduler'),
      kubernetesProgram('kubelet'),
    ],
    oldest: '1.34.0',
    known: KNOWN_KUBERNETES,
    goModule: 'k8s.io/kubernetes',
    goSiblings: [],
    multiCall: true,
    // Without them the programs say "v0.0.0-master", and the API server serves what no release does.
    linkerVariables: (version) =>
      ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'].map(
        (path) => `${path}.gitVersion=v${version}`,
      ),
    archives: kubernetesArchives,
  },
  velero: {
    name: 'velero',
    members: [
      {
        name: 'velero',
        file: 'velero',
        goPackage: 'github.com/vmware-tanzu/velero/cmd/velero',
        versionWords: ['version', '--client-only'],
        answer: /^Client:\s+Version: v\S+/,
      },
    ],
    oldest: '1.18.0',
    known: KNOWN_VELERO,
    goModule: 'github.com/vmware-tanzu/velero',
    goSiblings: [],
    forks: true,
    // Its version is also the tag of the images that it asks for.
    linkerVariables: (version) => [`github.com/vmware-tanzu/velero/pkg/buildinfo.Version=v${version}`],
    archives: inFolderArchives('velero-io', 'velero', 'CHECKSUM'),
  },
  'velero-plugin-for-aws': {
    name: 'velero-plugin-for-aws',
    members: [
      {
        name: 'velero-plugin-for-aws',
        file: 'velero-plugin-for-aws',
        goPackage: 'github.com/vmware-tanzu/velero-plugin-for-aws/velero-plugin-for-aws',
        versionWords: [],
        refuses: /This binary is a plugin/,
      },
    ],
    oldest: '1.14.0',
    known: KNOWN_VELERO_PLUGIN_FOR_AWS,
    goModule: 'github.com/vmware-tanzu/velero-plugin-for-aws',
    goSiblings: [],
    linkerVariables: () => [],
  },
  versitygw: {
    name: 'versitygw',
    members: [
      {
        name: 'versitygw',
        file: 'versitygw',
        goPackage: 'github.com/versity/versitygw/cmd/versitygw',
        versionWords: ['--version'],
        answer: /^Version\s+: v?\d\S*/,
      },
    ],
    oldest: '1.8.0',
    known: KNOWN_VERSITYGW,
    goModule: 'github.com/versity/versitygw',
    goSiblings: [],
    linkerVariables: (version) => [`main.Version=${version}`],
    archives: versitygwArchives,
  },
  // Nothing but Go's own library is in it: its version is our own.
  pause: {
    name: 'pause',
    members: [{ name: 'pause', file: 'pause', versionWords: ['--version'] }],
    ...{ oldest: DEFAULT_PAUSE, known: [DEFAULT_PAUSE] },
    goModule: 'etcd-assay/docker/pause',
    goSiblings: [],
    own: true,
    linkerVariables: (version) => [`main.version=${version}`],
  },
  // Its version is that of the Kubernetes whose types it knows.
  decode: {
    name: 'decode',
    members: [{ name: 'decode', file: 'decode', versionWords: ['--version'] }],
    ...{ oldest: DEFAULT_DECODE, known: [DEFAULT_DECODE] },
    goModule: 'k8s.io/client-go',
    goSiblings: [],
    own: true,
    linkerVariables: (version) => [`main.version=${version}`],
  },
};

function kubernetesProgram(name: ProgramName): Member {
  return { name, file: name, versionWords: ['--version'], answer: /^Kubernetes v\d\S*/ };
}

export function familyNamed(name: FamilyName): Family {
  return FAMILIES[name];
}

/** Every name that may stand before the "@" of a program: families and their programs. */
export function allNames(): string[] {
  const programs = Object.values(FAMILIES).flatMap((family) => family.members.map((member) => member.name));
  return [...new Set<string>([...Object.keys(FAMILIES), ...programs])];
}

/** The family that a family's or a program's name belongs to. */
export function familyOf(name: string): Family {
  for (const family of Object.values(FAMILIES)) {
    if (family.name === name || family.members.some((member) => member.name === name)) {
      return family;
    }
  }
  throw Refusal.usage(`no program "${name}"; there are: ${allNames().join(', ')}`);
}
