import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import {
  codeFiles,
  findCycle,
  importsOf,
  importsOfFiles,
  namedFiles,
  sourceFiles,
  type Import,
} from './layout.imports.js';
import { ARROWS, FILES_LIMIT, forbidden, LINE_LIMIT, unitOf } from './layout.rules.js';

const ROOT = join(__dirname, '..');
const product = [...sourceFiles(ROOT, 'server'), ...sourceFiles(ROOT, 'components')];
const everything = [...product, ...sourceFiles(ROOT, 'test'), ...sourceFiles(ROOT, 'demo')];
const imports = importsOfFiles(ROOT, product);

const where = ({ from, line, specifier }: Import): string => `${from}:${line}: import '${specifier}'`;

describe('the layout of the code', () => {
  test('every folder and top-level file is a part of the layout', () => {
    const unknown = [...new Set(product.map(unitOf))].filter((unit) => !(unit in ARROWS));
    expect(unknown).toEqual([]);
  });

  test('every import follows an arrow', () => {
    const wrong = imports.flatMap((found) => {
      const rule = found.to && forbidden(found.from, found.to);
      return rule ? [`${where(found)}: ${rule}`] : [];
    });
    expect(wrong).toEqual([]);
  });

  test('every relative import names a file of the project', () => {
    const known = new Set(product);
    const wrong = imports.filter(({ to }) => to !== null && !known.has(to)).map(where);
    expect(wrong).toEqual([]);
  });

  test('no file imports itself by way of others', () => {
    const isRelation = ({ from, to, isTypeOnly }: Import): boolean =>
      isTypeOnly && to !== null && unitOf(from) === 'server/entities' && unitOf(to) === 'server/entities';
    const cycle = findCycle(imports.filter((found) => !isRelation(found)));
    expect(cycle?.join(' → ') ?? null).toBeNull();
  });

  test(`no file is longer than ${LINE_LIMIT} lines`, () => {
    const long = everything
      .filter((file) => !file.endsWith('.generated.ts'))
      .map((file) => ({ file, lines: readFileSync(join(ROOT, file), 'utf8').split('\n').length - 1 }))
      .filter(({ lines }) => lines > LINE_LIMIT)
      .map(
        ({ file, lines }) => `${file}: ${lines} lines, at most ${LINE_LIMIT}: split it by reason to change`,
      );
    expect(long).toEqual([]);
  });

  test(`no folder holds more than ${FILES_LIMIT} files`, () => {
    const counts = new Map<string, number>();
    for (const file of everything)
      counts.set(posix.dirname(file), (counts.get(posix.dirname(file)) ?? 0) + 1);
    const full = [...counts].filter(([, count]) => count > FILES_LIMIT);
    expect(full.map(([folder, count]) => `${folder}: ${count} files, at most ${FILES_LIMIT}`)).toEqual([]);
  });

  test('chart.js is imported in one place', () => {
    const places = imports.filter(({ specifier }) => /^chart\.js/.test(specifier)).map(({ from }) => from);
    expect(places.filter((file) => file !== 'components/charts/chart-lib.ts')).toEqual([]);
  });

  test('no text cites a document that is not in the repository', () => {
    const documents =
      /\b(METRICS|RELIABILITY|DESIGN|EMBEDDING|PERFORMANCE|STACK|STYLE)(\.md|: ["“]|['’]s |, ["“])/;
    const citing = everything.filter((file) => documents.test(readFileSync(join(ROOT, file), 'utf8')));
    expect(citing.filter((file) => file !== 'test/layout.unit.test.ts')).toEqual([]);
  });

  test('every file that a comment or a document names is there', () => {
    const isCode = (file: string): boolean => /\.(ts|mjs)$/.test(file);
    const known = [
      ...['server', 'components', 'test', 'demo'].flatMap((folder) => codeFiles(ROOT, folder)),
      ...readdirSync(ROOT).filter(isCode),
    ];
    const documents = [
      ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`),
      ...readdirSync(ROOT),
    ];
    const texts = [...known, ...documents.filter((name) => name.endsWith('.md'))];
    const isKnown = (name: string): boolean => known.some((file) => `/${file}`.endsWith(`/${name}`));
    const dead = texts.flatMap((file) =>
      namedFiles(readFileSync(join(ROOT, file), 'utf8'), isCode(file))
        .filter((name) => !isKnown(name))
        .map((name) => `${file}: there is no ${name}`),
    );
    expect(dead).toEqual([]);
  });

  test('no test is skipped or alone', () => {
    const skips = /\b(describe|it|test)\.(only|skip)\(|\b(xit|fit|xtest|xdescribe|fdescribe)\(/;
    const tests = sourceFiles(ROOT, 'test').filter((file) => file.endsWith('.test.ts'));
    const wrong = tests.filter((file) => skips.test(readFileSync(join(ROOT, file), 'utf8')));
    expect(wrong).toEqual([]);
  });
});

describe('the rules', () => {
  test.each([
    ['server/engine/engine.ts', 'server/metrics/evaluate.ts', null],
    ['server/engine/engine.ts', 'server/store/observations.ts', null],
    ['server/wording/narrative.ts', 'server/engine/series.ts', null],
    ['server/writer/worker.ts', 'server/ingest/import.ts', null],
    ['server/metrics/a.ts', 'server/metrics/b.ts', null],
    ['server/db/reader.ts', 'server/errors.ts', null],
    ['server/db/migrations/one.ts', 'server/db/dialect.ts', null],
    ['server/cli/serve.ts', 'server/main.ts', null],
    ['server/config.ts', 'server/errors.ts', 'server/config may import nothing of ours'],
    ['server/metrics/a.ts', 'server/store/b.ts', 'server/metrics may import nothing of ours'],
    ['server/submissions/a.ts', 'server/engine/b.ts', /^server\/submissions may import server\/db, /],
    ['server/store/a.ts', 'server/submissions/b.ts', /^server\/store may import server\/db, /],
    ['server/engine/a.ts', 'server/wording/b.ts', /^server\/engine may import server\/store, /],
    ['server/ingest/a.ts', 'server/db/b.ts', /^server\/ingest may import server\/submissions, /],
    ['server/http/a.ts', 'server/cli/b.ts', /^server\/http may import server\/metrics, /],
    ['components/client/a.ts', 'server/metrics/b.ts', 'components never imports server'],
    ['components/client/a.ts', 'components/view/b.ts', 'components/client may import nothing of ours'],
    ['server/services/a.ts', 'server/db/b.ts', 'server/services is not a part of the layout'],
  ])('%s → %s', (from, to, rule) => {
    if (rule instanceof RegExp) expect(forbidden(from, to)).toMatch(rule);
    else expect(forbidden(from, to)).toBe(rule);
  });

  test('sees every kind of import', () => {
    const text = [
      "import { a } from './a.js';",
      "import type { B } from './b.js';",
      "import { type C } from '../graphql/c.js';",
      "export * from './d.js';",
      "const e = await import('./e.js');",
      "type F = import('./f.js').F;",
      "import 'lit';",
      "import { type G, h } from './g.js';",
    ].join('\n');
    const seen = importsOf('server/db/x.ts', text).map(({ to, line, isTypeOnly }) => [to, line, isTypeOnly]);
    expect(seen).toEqual([
      ['server/db/a.ts', 1, false],
      ['server/db/b.ts', 2, true],
      ['server/graphql/c.ts', 3, true],
      ['server/db/d.ts', 4, false],
      ['server/db/e.ts', 5, false],
      ['server/db/f.ts', 6, true],
      [null, 7, false],
      ['server/db/g.ts', 8, false],
    ]);
  });

  test('sees the files that comments name', () => {
    const code = [
      "import { a } from './a.ts';",
      '/** As in metrics/figure.ts: `<name>-c.ts` and *.d.ts are patterns. */',
      'const e = 1; // see ../components/build.mjs',
    ].join('\n');
    expect(namedFiles(code, true)).toEqual(['metrics/figure.ts', 'components/build.mjs']);
    expect(namedFiles('`server/a.ts`, [b](../b.ts)', false)).toEqual(['server/a.ts', 'b.ts']);
  });

  test('finds a cycle', () => {
    const edge = (from: string, to: string): Import => ({
      from,
      to,
      specifier: to,
      line: 1,
      isTypeOnly: false,
    });
    expect(findCycle([edge('a', 'b'), edge('b', 'c'), edge('d', 'a')])).toBeNull();
    expect(findCycle([edge('a', 'b'), edge('b', 'c'), edge('c', 'b')])).toEqual(['b', 'c', 'b']);
  });
});
