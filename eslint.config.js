// Lint for everything; in the core also no clock, no luck of its own, nothing that engines may round or order differently.
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const core = ['base', 'wire', 'stack', 'devices', 'sim', 'calc', 'lesson'].map((folder) => `src/${folder}/**/*.ts`);

const clocks = [
  'Date',
  'performance',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'requestAnimationFrame',
  'Promise',
];
const rounded = [
  ...['pow', 'cbrt', 'hypot', 'exp', 'expm1', 'log', 'log1p', 'log2', 'log10', 'sin', 'cos', 'tan', 'asin', 'acos'],
  ...['atan', 'atan2', 'sinh', 'cosh', 'tanh', 'asinh', 'acosh', 'atanh'],
];
const localeDependent = ['localeCompare', 'toLocaleString', 'toLocaleLowerCase', 'toLocaleUpperCase'];

export default ts.config(
  {
    ignores: [
      'dist/',
      'dist-node/',
      'dist-bench/',
      '.svelte-check/',
      '.browser/',
      'test-results/',
      'playwright-report/',
      'coverage/',
    ],
  },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      'no-undef': 'off', // TypeScript's work
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'prefer-const': ['error', { destructuring: 'all' }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'svelte/no-at-html-tags': 'error', // lesson text is untrusted
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts', '**/*.svelte.js'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
  },
  {
    files: core,
    ignores: ['src/lesson/vitePlugin*.ts'],
    rules: {
      'no-console': 'error',
      'no-restricted-globals': [
        'error',
        ...clocks.map((name) => ({ name, message: 'The core has no clock but `now`, and waits for nothing.' })),
        { name: 'crypto', message: 'Luck comes from the seeded streams of base/rng.' },
        { name: 'Intl', message: 'Results would depend on the reader’s machine.' },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Luck comes from the seeded streams of base/rng.' },
        ...rounded.map((property) => ({ object: 'Math', property, message: 'Engines may round this differently.' })),
        ...localeDependent.map((property) => ({ property, message: 'Results would depend on the reader’s machine.' })),
      ],
      'no-restricted-syntax': [
        'error',
        { selector: ':function[async=true]', message: 'The core waits for nothing.' },
        { selector: 'AwaitExpression', message: 'The core waits for nothing.' },
        { selector: 'ForOfStatement[await=true]', message: 'The core waits for nothing.' },
        { selector: 'ImportExpression', message: 'The core waits for nothing.' },
        {
          selector: "BinaryExpression[operator='**']",
          message: 'Engines may round this differently; shift or multiply.',
        },
        { selector: "AssignmentExpression[operator='**=']", message: 'Engines may round this differently.' },
      ],
    },
  },
);
