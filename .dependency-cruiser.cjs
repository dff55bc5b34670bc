/* The arrows of the house: main, app, cli -> features -> protocol, ui -> platform -> core. */

const feature = '^src/features/[^/]+/'
const tests = '\\.test\\.tsx?$'
const testSupport = '(^src/.*/(fake|testing)[^/]*\\.tsx?$)|(\\.fake\\.ts$)'

/** A layer that may import only the layers named. */
const layer = (name, from, allowed) => ({
  name: `layer-${name}`,
  comment: `${name} imports only what lies below it.`,
  severity: 'error',
  from: { path: from, pathNot: tests },
  to: { path: '^src/', pathNot: allowed },
})

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-unresolved',
      comment: 'The module must exist.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-orphans',
      comment: 'A module that nothing uses is removed.',
      severity: 'error',
      from: { orphan: true, pathNot: [tests, '\\.d\\.ts$', '^src/ui/scripts/', '^src/(main|cli/main)\\.ts$'] },
      to: {},
    },
    {
      name: 'no-development-libraries',
      comment: 'What runs in production stands in "dependencies".',
      severity: 'error',
      from: { path: '^src/', pathNot: [tests, testSupport] },
      to: { dependencyTypes: ['npm-dev'] },
    },

    layer('core', '^src/core/', '^src/core/'),
    layer('config', '^src/config(/|\\.ts$)', '^src/(core/|config(/|\\.ts$))'),
    layer('platform', '^src/platform/', '^src/(core/|config\\.ts$|platform/)'),
    layer('ui', '^src/ui/', '^src/(core/|platform/|ui/|locales/)'),
    layer('protocol', '^src/protocol/', '^src/(core/|platform/(crypto|outgoing)/|protocol/)'),
    layer('features', '^src/features/', '^src/(core/|config\\.ts$|platform/|protocol/|ui/|locales/|features/)'),
    {
      name: 'cli-below-nobody',
      comment: 'The command line is the top: nothing imports it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { path: '^src/cli/' },
    },

    {
      name: 'features-by-their-index',
      comment: 'A feature is used only through its index.ts.',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: feature, pathNot: ['^src/features/$1/', '^src/features/[^/]+/index\\.ts$'] },
    },
    {
      name: 'composition-by-index',
      comment: 'app, main and cli use features only through their index.ts.',
      severity: 'error',
      from: { path: '^src/(cli/|app(/|\\.ts$)|main\\.ts$)', pathNot: tests },
      to: { path: feature, pathNot: '^src/features/[^/]+/index\\.ts$' },
    },

    {
      name: 'rules-without-http-and-sql',
      comment: 'rules.ts knows neither HTTP nor SQL.',
      severity: 'error',
      from: { path: `${feature}(rules\\.ts$|rules/)`, pathNot: tests },
      to: { path: '^node_modules/(fastify|@fastify|kysely|pg|hono)/|^src/platform/(http|db)/' },
    },
    {
      name: 'rules-without-store',
      comment: 'rules.ts is handed the store functions that it needs; it may name their types.',
      severity: 'error',
      from: { path: `${feature}(rules\\.ts$|rules/)`, pathNot: tests },
      to: { path: `${feature}(store\\.ts$|store/)`, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pages-only-draw',
      comment: 'Pages and forms are given what they show.',
      severity: 'error',
      from: { path: `${feature}(pages|forms)(\\.tsx?$|/)`, pathNot: tests },
      to: {
        path: `${feature}(store\\.ts$|store/)|^src/platform/db/|^node_modules/kysely/`,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'sql-in-stores',
      comment:
        'Only store.ts, migrations and platform/db use Kysely; others may name its types to pass a transaction on.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: [
          tests,
          testSupport,
          '^src/platform/db/',
          '/store\\.ts$',
          '/store/',
          '/migrations?(/|\\.ts$)',
          '/schema\\.ts$',
        ],
      },
      to: { path: '^node_modules/(kysely|pg)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'protocol-is-pure',
      comment: 'The protocol is steps without SQL, server or pages.',
      severity: 'error',
      from: { path: '^src/protocol/', pathNot: tests },
      to: { path: '^node_modules/(kysely|pg|fastify|@fastify|hono)/' },
    },
    {
      name: 'ui-is-drawing',
      comment: 'The look knows neither server nor database.',
      severity: 'error',
      from: { path: '^src/ui/', pathNot: tests },
      to: {
        path: '^node_modules/(kysely|pg|fastify|@fastify)/|^src/platform/(db|http)/',
        dependencyTypesNot: ['type-only'],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data|test-results)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    moduleSystems: ['es6'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
}
