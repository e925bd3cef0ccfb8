/** The arrows of docs/architecture.md: who may import whom inside the engine, and what outsiders may touch. */
const order = ['core', 'fs', 'net', 'process', 'shell', 'programs', 'image', 'builder', 'daemon', 'api', 'docker', 'host'];

/** What each part of the engine may import besides itself. */
const allowed = {
  core: [],
  fs: ['core'],
  net: ['core'],
  process: ['core', 'fs', 'net'],
  shell: ['core', 'fs', 'process'],
  programs: ['core', 'fs', 'process', 'net', 'shell'],
  image: ['core', 'fs', 'net', 'programs'],
  builder: ['core', 'fs', 'process', 'shell', 'image'],
  daemon: ['core', 'fs', 'process', 'net', 'shell', 'programs', 'image', 'builder'],
  api: ['core', 'fs', 'process', 'net', 'image', 'daemon'],
  docker: ['core', 'fs', 'process', 'api'],
  host: order,
};

const inner = Object.entries(allowed).map(([part, others]) => ({
  name: `engine-${part}`,
  comment: `engine/${part} may import ${others.join(', ') || 'nothing'} only`,
  severity: 'error',
  from: { path: `^engine/${part}/` },
  to: { path: '^engine/', pathNot: [`^engine/${part}/`, ...others.map(other => `^engine/${other}/`)] },
}));

module.exports = {
  forbidden: [
    ...inner,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'engine-is-alone', severity: 'error', from: { path: '^engine/' }, to: { path: '^(grader|cli|test)/' } },
    {
      name: 'engine-is-platform-free',
      severity: 'error',
      from: { path: '^(engine|grader)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'grader-uses-the-index',
      severity: 'error',
      from: { path: '^grader/' },
      to: { path: '^(engine|cli)/', pathNot: '^engine/index\\.ts$' },
    },
    {
      name: 'cli-uses-the-indexes',
      severity: 'error',
      from: { path: '^cli/' },
      to: { path: '^(engine|grader)/', pathNot: '^(engine|grader)/index\\.ts$' },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: ['^(engine|grader)/index\\.ts$', '^engine/testing\\.ts$', '^cli/main\\.ts$', '^cli/worker\\.ts$'] },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js'], conditionNames: ['import', 'types'] },
  },
};
