import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Folders of lib/ that may touch the world; every other one is the pure core (the one rule of the architecture). */
const places = ['lib/server/**', 'lib/browser/**', 'lib/cli/**'];

const worldly = [
  'process',
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'requestAnimationFrame',
  'crypto',
  'window',
  'document',
  'navigator',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'performance',
  'Buffer',
  'globalThis',
  'console',
];

export default tseslint.config(
  {
    ignores: [
      'node_modules',
      'bench/bare-app',
      '.next',
      'dist',
      'data',
      'coverage',
      'test-results',
      'playwright-report',
      'lib/server/db/generated',
      'next-env.d.ts',
      'questions',
    ],
  },
  {
    files: ['**/*.{ts,tsx,mts}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { allowDefaultCaseForExhaustiveSwitch: false, considerDefaultExhaustiveForUnions: false },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['lib/**/*.ts'],
    ignores: places,
    rules: {
      'no-restricted-globals': [
        'error',
        ...worldly.map((name) => ({ name, message: 'The core is pure: take it as an argument.' })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The core has no clock: take an Instant.' },
        { object: 'Math', property: 'random', message: 'The core has no chance: take a number.' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'The core has no clock: take an Instant.',
        },
        { selector: "CallExpression[callee.name='Date']", message: 'The core has no clock: take an Instant.' },
      ],
    },
  },
  {
    files: ['lib/server/**/*.ts', 'app/**/*.{ts,tsx}'],
    ignores: ['lib/server/db/**', 'lib/server/store/raw-*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['$queryRaw', '$queryRawUnsafe', '$executeRaw', '$executeRawUnsafe'].map((property) => ({
          property,
          message: 'Raw SQL lives in one module per dialect.',
        })),
      ],
    },
  },
  {
    files: ['lib/cli/**', 'scripts/**', 'bench/**', 'e2e/**', 'tests/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['tests/**/*.{ts,tsx}', 'e2e/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    // Mistakes are planted in JSON that no type describes.
    files: ['tests/questions/**', 'tests/content/**'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/restrict-plus-operands': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
    },
  },
);
