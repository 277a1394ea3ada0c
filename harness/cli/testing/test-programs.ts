import {
  DEFAULT_DECODE,
  DEFAULT_KUBERNETES,
  DEFAULT_PAUSE,
  DEFAULT_VELERO,
  DEFAULT_VELERO_PLUGIN_FOR_AWS,
  DEFAULT_VERSITYGW,
} from '../../artifacts/defaults';
import { resolveRelease } from '../../artifacts/resolve-release';

const ETCD_VERSIONS = ['3.5.12', '3.5.17', '3.5.35', '3.6.16'];
const TOXIPROXY_VERSION = '2.12.0';
const OTHERS = [
  ['kubernetes', DEFAULT_KUBERNETES],
  ['velero', DEFAULT_VELERO],
  ['velero-plugin-for-aws', DEFAULT_VELERO_PLUGIN_FOR_AWS],
  ['versitygw', DEFAULT_VERSITYGW],
] as const;

/** Where the programs of tests are, as the variables that cluster/testing/programs.ts reads. */
export async function testPrograms(): Promise<Record<string, string>> {
  const options = { own: [], progress: (line: string) => process.stderr.write(`${line}\n`) };
  const env: Record<string, string> = {};
  const releases = [...ETCD_VERSIONS.map((version) => ['etcd', version] as const), ...OTHERS];
  for (const [family, version] of releases) {
    const { programs } = await resolveRelease(family, version, options);
    for (const program of programs) {
      env[variable(`${program.name}-${version}`)] = program.path;
    }
  }
  for (const [family, version] of [
    ['toxiproxy', TOXIPROXY_VERSION],
    ['decode', DEFAULT_DECODE],
    ['pause', DEFAULT_PAUSE],
  ] as const) {
    const { programs } = await resolveRelease(family, version, options);
    env[variable(family)] = programs[0]?.path ?? '';
  }
  return env;
}

const variable = (program: string): string =>
  `ETCD_ASSAY_TEST_${program.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`;
