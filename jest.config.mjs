import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './test/support/chromium.mjs';

/**
 * The suffix of a test file tells what it costs to run:
 *   *.unit.test.ts     pure functions, milliseconds
 *   *.db.test.ts       real databases: SQLite files, and PostgreSQL (TEST_POSTGRES_URL, or one for the run)
 *   *.server.test.ts   the built server and command line (dist/) as real processes over real HTTP
 *   *.browser.test.ts  the built pages and elements in a real Chromium (CHROMIUM_PATH, Debian's, or one from npm)
 */
const shared = {
  testEnvironment: 'node',
  // A test's code runs in a vm context, where every look at a global is slow; as a parameter of each module it is not.
  // Generating the demonstration takes a third of the time. Others than Math gain little, and collide: readable-stream
  // declares a Number and a String of its own.
  sandboxInjectedGlobals: ['Math'],
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
    '/node_modules/(?!(lit|@lit|@lit-labs|lit-html|lit-element|chart.js|@kurkle|content-disposition|cookie|@fastify/cookie)/)',
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

const postgres = {
  globalSetup: '<rootDir>/test/support/postgres-setup.mjs',
  globalTeardown: '<rootDir>/test/support/postgres-teardown.mjs',
};

// Databases that others are copied from, for this run only: see test/support/databases.ts. Workers get its name.
if (!process.env.TEST_TEMPLATES) {
  const folder = mkdtempSync(join(tmpdir(), 'perf-templates-'));
  process.env.TEST_TEMPLATES = folder;
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
}

const args = process.argv.slice(2);
const isBrowserAsked =
  !args.some((arg) => arg.startsWith('--selectProjects')) || args.some((arg) => /^(.*=)?browser$/.test(arg));

/** The project of the browser tests where a Chromium starts; else their names, for test/support/omissions.mjs. */
async function browserProject() {
  if (!isBrowserAsked) return { projects: [] };
  const { path, said } = await findChromium();
  console.error(said);
  if (path) {
    // Workers get the environment of this process.
    process.env.CHROMIUM_PATH = path;
    return { projects: [project('browser')] };
  }
  const folder = join(import.meta.dirname, 'test');
  const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.browser.test.ts'));
  return { projects: [], omitted: { said, files: files.map((name) => join(folder, name)) } };
}

export default async function configuration() {
  const { projects, omitted } = await browserProject();
  return {
    testTimeout: 120_000,
    // One more than most machines have cores: half of the files wait for processes of their own.
    maxWorkers: 3,
    testSequencer: '<rootDir>/test/support/sequencer.mjs',
    reporters: ['default', ['<rootDir>/test/support/omissions.mjs', { browser: omitted }]],
    projects: [project('unit'), project('db', postgres), project('server'), ...projects],
  };
}
