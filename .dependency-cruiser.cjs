/** The import rules of the map in README.md, as code. `npm run check:deps` runs them; every one is an error. */
const pure = '^lib/(base|scheduler|reviews|queue|plan|questions|grading|stats|policy|learner|api|i18n)/';
const error = 'error';

/** A pure folder may import only what is listed, beside itself. */
function only(folder, allowed, packages = []) {
  const inside = ['lib/' + folder, ...allowed].map((path) => `^${path}(/|$)`);
  return {
    name: `${folder}-imports`,
    comment: `lib/${folder} imports only ${[...allowed, ...packages].join(', ') || 'nothing'}`,
    severity: error,
    from: { path: `^lib/${folder}/` },
    to: { pathNot: [...inside, ...packages.map((name) => `node_modules/${name}/`)], dependencyTypesNot: ['core'] },
  };
}

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: error,
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'resolvable', severity: error, from: {}, to: { couldNotResolve: true, pathNot: '^(hast|mdast)$' } },
    {
      name: 'pure-core-no-world',
      comment: 'the pure core reaches no app, server, browser, cli, framework or Node built-in (content-hash excepted)',
      severity: error,
      from: { path: pure, pathNot: '^lib/questions/content-hash\\.ts$' },
      to: {
        path: ['^app/', '^lib/(server|browser|cli)/', 'node_modules/(next|react|react-dom|next-auth|@prisma|prisma)/'],
      },
    },
    {
      name: 'pure-core-no-builtins',
      severity: error,
      from: { path: pure, pathNot: '^lib/questions/content-hash\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    only('base', []),
    only('scheduler', ['lib/base']),
    only('reviews', ['lib/base', 'lib/scheduler'], ['zod']),
    only('queue', ['lib/base', 'lib/scheduler', 'lib/reviews/card-state.ts']),
    only('learner', ['lib/base', 'lib/scheduler'], ['zod']),
    only(
      'questions',
      ['lib/base', 'lib/reviews/events.ts'],
      ['zod', 'jsonc-parser', 'unified', 'remark-parse', 'remark-gfm', 'mdast-util-to-string', '@types/mdast'],
    ),
    only('grading', ['lib/base', 'lib/scheduler/types.ts', 'lib/reviews/events.ts', 'lib/questions'], ['zod']),
    only('policy', ['lib/base']),
    only('i18n', []),
    {
      name: 'generated-clients',
      comment: 'only lib/server/db and lib/server/store reach the generated Prisma clients',
      severity: error,
      from: { pathNot: '^lib/server/(db|store)/' },
      to: { path: '^lib/server/db/generated/' },
    },
    {
      name: 'stores-hold-no-rules',
      comment: 'from the pure core a store takes types, base and the schemas of stored JSON',
      severity: error,
      from: { path: '^lib/server/store/' },
      to: {
        path: '^lib/(scheduler|reviews|queue|plan|questions|grading|stats|policy|learner)/',
        pathNot: ['-schema\\.ts$', '^lib/questions/schema', '^lib/learner/settings\\.ts$'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'app-through-use-cases',
      comment: 'pages and routes never reach stores or the database',
      severity: error,
      from: { path: '^(app/|proxy\\.ts)' },
      to: { path: '^lib/server/(store|db)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'browser-never-server',
      severity: error,
      from: { path: '^lib/browser/' },
      to: { path: '^lib/(server|cli)/', reachable: true },
    },
    {
      name: 'only-cli-reaches-cli',
      severity: error,
      from: { pathNot: '^(lib/cli|scripts|tests|bench)/' },
      to: { path: '^lib/cli/' },
    },
    { name: 'lib-never-app', severity: error, from: { path: '^lib/' }, to: { path: '^app/' } },
    {
      name: 'next-auth-behind-auth',
      severity: error,
      from: { pathNot: '^(lib/server/auth/|app/\\(team\\)/|app/api/auth/|tests/)' },
      to: { path: 'node_modules/next-auth/' },
    },
    {
      name: 'no-dev-dependencies-in-product',
      severity: error,
      from: { path: '^(app|lib)/', pathNot: '^lib/cli/' },
      to: { dependencyTypes: ['npm-dev'], pathNot: 'node_modules/@types/', dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^lib/server/db/generated'] },
    exclude: { path: ['^\\.next', '^dist'] },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mts', '.js', '.mjs', '.cjs', '.json', '.css'],
    },
  },
};
