import boundaries from 'eslint-plugin-boundaries';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/**
 * The one direction that imports may take: a layer sees the layers listed for it, and itself.
 * docs/architecture.md draws the same picture.
 */
const base = ['errors', 'package', 'time'];
const cluster = ['artifacts', 'topology', 'runtime', 'network', 'cluster', 'workload', 'faults'];
const judging = ['journal', 'result', 'checkers'];
const sees = {
  errors: [],
  package: [],
  time: [],
  progress: [],
  statistics: [],
  journal: [],
  result: ['journal'],
  checkers: ['journal', 'result'],
  reports: ['journal', 'result', 'track-record', 'latency', 'compare', 'restore', 'snapshot'],
  artifacts: [],
  topology: [],
  runtime: ['topology'],
  network: ['topology', 'runtime'],
  cluster: ['artifacts', 'topology', 'runtime', 'network', 'journal'],
  workload: ['journal', 'cluster'],
  faults: ['journal', 'topology', 'runtime', 'network', 'cluster', 'workload'],
  kubernetes: ['journal', 'topology', 'runtime', 'network', 'cluster', 'workload', 'faults'],
  kubelet: ['artifacts', 'topology', 'runtime', 'cluster', 'kubernetes'],
  restore: ['journal', 'topology', 'runtime', 'network', 'cluster', 'workload', 'faults', 'kubernetes'],
  snapshot: ['journal', 'result', 'topology', 'runtime', 'network', 'cluster', 'kubernetes'],
  scenarios: [...judging, ...cluster],
  mutants: ['journal', 'result', 'runtime', 'network', 'workload'],
  'suite-run': ['journal', 'workload'],
  suites: [...judging, ...cluster, 'kubernetes', 'suite-run'],
  gate: [
    ...judging,
    ...cluster,
    'kubernetes',
    'restore',
    'scenarios',
    'mutants',
    'suite-run',
    'suites',
    'reports',
    'progress',
  ],
  'track-record': [...judging, 'runtime', 'gate', 'scenarios'],
  latency: [...judging, 'topology', 'runtime', 'cluster', 'workload', 'gate', 'progress', 'statistics'],
  compare: [...judging, 'topology', 'workload', 'gate', 'progress', 'statistics'],
  cli: [
    ...judging,
    ...cluster,
    'track-record',
    'latency',
    'compare',
    'kubelet',
    'restore',
    'snapshot',
    'suite-run',
    'suites',
    'reports',
    'progress',
    'gate',
    'scenarios',
    'mutants',
  ],
  bench: [...judging, ...cluster, 'gate', 'cli'],
};

const layers = Object.keys(sees);
const folderOf = (layer) => (['suites', 'reports', 'bench'].includes(layer) ? layer : `harness/${layer}`);

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'etcd-assay-runs', 'eslint.config.mjs'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, importX.flatConfigs.typescript],
    plugins: { boundaries, 'import-x': importX },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    settings: {
      'import-x/resolver-next': [createTypeScriptImportResolver()],
      'import/resolver': { typescript: true },
      'boundaries/include': ['harness/**/*.ts', 'suites/**/*.ts', 'reports/**/*.ts', 'bench/**/*.ts'],
      'boundaries/elements': layers.map((type) => ({ type, pattern: folderOf(type) })),
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'import-x/no-cycle': 'error',
      'boundaries/no-unknown-files': 'error',
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          policies: layers.map((layer) => ({
            from: { element: { type: layer } },
            allow: { to: { element: { type: [layer, ...base, ...sees[layer]] } } },
          })),
        },
      ],
    },
  },
  {
    // A test in the sandbox builds the world that its subject finds ready-made.
    files: ['**/*.sandbox.test.ts', '**/*.docker.test.ts'],
    rules: { 'boundaries/dependencies': 'off' },
  },
  {
    files: ['**/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
  },
);
