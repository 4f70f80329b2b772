/**
 * The suffix of a test file tells what it costs to run:
 *   *.unit.test.ts     pure functions, milliseconds
 *   *.db.test.ts       real databases: SQLite files, and PostgreSQL when TEST_POSTGRES_URL is set
 *   *.server.test.ts   the built server and command line (dist/) as real processes over real HTTP
 *   *.browser.test.ts  the built pages and elements in a real Chromium
 */
const shared = {
  testEnvironment: 'node',
  transform: {
    '^.+\\.(t|j|mj)s$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: false },
          target: 'es2022',
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: [
    '/node_modules/(?!(lit|@lit|@lit-labs|lit-html|lit-element|chart.js|@kurkle|content-disposition|cookie)/)',
  ],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
};

const project = (kind, extra = {}) => ({
  ...shared,
  displayName: kind,
  testMatch: [`<rootDir>/test/**/*.${kind}.test.ts`],
  ...extra,
});

export default {
  testTimeout: 60_000,
  maxWorkers: 2,
  projects: [project('unit'), project('db'), project('server'), project('browser')],
};
