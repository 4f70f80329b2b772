import { describe, expect, test } from '@jest/globals';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');
const text = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

interface Manifest {
  name: string;
  type: string;
  engines: { node: string };
  bin: Record<string, string>;
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}
const manifest = JSON.parse(text('package.json')) as Manifest;
const lock = JSON.parse(text('package-lock.json')) as {
  packages: Record<string, { dependencies?: unknown; devDependencies?: unknown; resolved?: string }>;
};

describe('package.json', () => {
  test.each([
    'build',
    'start',
    'demo',
    'dev',
    'test',
    'verify',
    'schema',
    'codegen',
    'bench',
    'sizes',
    'prepare',
  ])('has the script %s', (name) => expect(manifest.scripts[name]).toBeDefined());

  test('every script that a script or a document names is there', () => {
    const sources = [
      ...Object.values(manifest.scripts),
      text('README.md'),
      text('CONTRIBUTING.md'),
      text('.ci/run'),
    ];
    const named = sources.flatMap((source) =>
      [...source.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name]) => name!),
    );
    expect(named.filter((name) => !(name in manifest.scripts))).toEqual([]);
  });

  test('runs as perfplat on the oldest Node that is supported', () => {
    expect(manifest.bin).toEqual({ perfplat: 'dist/server/cli/main.js' });
    expect(manifest.engines.node).toBe('>=20.19');
    expect(manifest.type).toBe('module');
    expect(text('server/cli/main.ts').split('\n')[0]).toBe('#!/usr/bin/env node');
  });

  test('the lock file knows exactly these dependencies', () => {
    const locked = lock.packages['']!;
    expect(locked.dependencies).toEqual(manifest.dependencies);
    expect(locked.devDependencies).toEqual(manifest.devDependencies);
  });

  test('nothing is both needed to run and to develop', () => {
    const both = Object.keys(manifest.dependencies).filter((name) => name in manifest.devDependencies);
    expect(both).toEqual([]);
  });
});

describe('the package', () => {
  const { exports, files } = JSON.parse(text('package.json')) as {
    exports: Record<string, string | { types: string; default: string }>;
    files: string[];
  };

  test('exports the elements with their types, and files that it holds', () => {
    const sourceOf = (path: string): string =>
      path
        .replace('./dist/', '')
        .replace(/\.(js|d\.ts)$/, '.ts')
        .replace('*', 'perf-module');
    const targets = Object.values(exports).flatMap((target) =>
      typeof target === 'string' ? [target] : [target.types, target.default],
    );
    for (const target of targets.filter((path) => path !== './package.json'))
      expect([target, files.some((name) => target.startsWith(`./${name}`))]).toEqual([target, true]);
    const code = targets.filter((path) => path.startsWith('./dist/components/'));
    expect(code.length).toBeGreaterThan(3);
    for (const path of code) expect(() => statSync(join(ROOT, sourceOf(path)))).not.toThrow();
  });
});

describe('the repository', () => {
  test('CI runs the README’s test command', () => {
    expect(text('README.md')).toContain('npm ci && npm test');
    expect(text('README.md')).toContain('npm ci && npm run demo');
    expect(manifest.scripts.test).toBe('npm run build && jest');
    expect(manifest.scripts.verify).toMatch(/ && npm run build && .*jest$/);
    expect(text('.ci/run')).toContain('scripts.verify');
    expect(statSync(join(ROOT, '.ci/run')).mode & 0o111).toBe(0o111);
  });

  test('links in the documents lead to files', () => {
    const broken = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'].flatMap((file) =>
      [...text(file).matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
        .map(([, path]) => path!)
        .filter((path) => !statSync(join(ROOT, path), { throwIfNoEntry: false })),
    );
    expect(broken).toEqual([]);
  });
});
