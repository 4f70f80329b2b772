/**
 * What the linter holds up, beyond the usual: no `any`, 300 lines a file, and the questions that one place alone
 * may ask (the environment, chart.js, today's date). Who may import whom is test/layout.unit.test.ts.
 */
import js from '@eslint/js';
import graphqlEslint from '@graphql-eslint/eslint-plugin';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

const typescript = ['**/*.ts'];
const product = ['server/**/*.ts', 'components/**/*.ts'];

const environment = {
  selector: 'MemberExpression[object.name="process"][property.name="env"]',
  message: 'Only server/config.ts reads the environment: take the setting as an argument.',
};
const clock = [
  {
    selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
    message: 'This code is pure: take today’s date as an argument.',
  },
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'This code is pure: take today’s date as an argument.',
  },
];
/** Spaces in a value without quotes would end it and begin another attribute. Lit’s own bindings have no quotes. */
const unquoted = {
  selector:
    'TaggedTemplateExpression[tag.name="html"] TemplateElement[tail=false][value.raw=/(^|\\s[^\\s"\'<>=]+)=\\s*$/]',
  message: 'Quote the attribute: name="${value}", or ${attr("name", value)} where it may be absent.',
};
const chartLibrary = {
  regex: '^chart\\.js',
  message: 'Only components/charts/chart-lib.ts imports chart.js, so that it stays one lazy chunk.',
};

export default tseslint.config(
  { ignores: ['dist/', 'data/', 'coverage/', '**/*.generated.ts'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true } },
  { files: ['**/*.{ts,mjs}'], extends: [js.configs.recommended] },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: Object.fromEntries(
        ['process', 'console', 'URL', 'Buffer', 'TextEncoder', 'setTimeout', 'clearTimeout'].map((name) => [
          name,
          'readonly',
        ]),
      ),
    },
  },
  {
    files: typescript,
    extends: [tseslint.configs.recommended],
    languageOptions: {
      parserOptions: { project: 'tsconfig.test.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      'max-lines': ['error', 300],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    // type-graphql takes the arguments of a field as parameters.
    files: product,
    ignores: ['server/resolvers/**/*.ts'],
    rules: { 'max-params': ['error', 4] },
  },
  {
    files: product,
    ignores: ['components/charts/chart-lib.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [chartLibrary] }] },
  },
  {
    files: product,
    ignores: ['server/config.ts', 'components/elements/**'],
    rules: { 'no-restricted-syntax': ['error', environment, unquoted] },
  },
  {
    // The types of JSX and of templates are added to where frameworks look for them.
    files: ['components/frameworks/*.ts'],
    rules: { '@typescript-eslint/no-namespace': 'off', '@typescript-eslint/no-empty-object-type': 'off' },
  },
  {
    files: ['components/elements/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', environment] },
  },
  {
    files: ['server/metrics/**/*.ts', 'components/formatting/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', environment, ...clock] },
  },
  {
    // Elsewhere a tag named `html` is not Lit's.
    files: ['components/elements/**/*.ts'],
    extends: [lit.configs['flat/recommended'], wc.configs['flat/recommended']],
    plugins: { 'lit-a11y': litA11y },
    rules: litA11y.configs.recommended.rules,
  },
  {
    files: ['components/**/*.graphql'],
    extends: [graphqlEslint.configs['flat/operations-recommended']],
    languageOptions: {
      parser: graphqlEslint.parser,
      parserOptions: {
        graphQLConfig: { schema: 'schema.graphql', documents: 'components/**/*.graphql' },
      },
    },
  },
);
