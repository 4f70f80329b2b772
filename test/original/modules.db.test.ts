/**
 * Whatever the first performance platform's dashboards held can be written as YAML, and shows a figure; what cannot is named
 * with its reason in docs/dashboards.md.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { stringify } from 'yaml';
import { openApi, type Api } from '../support/api.js';
import { expressionOf, isModule, REASONS, type Row } from './expressions.js';
import { NOW, SITE } from './site.js';

const LIST = join(__dirname, '../../../shared/original/modules.csv');
const isThere = existsSync(LIST);
if (!isThere) console.warn(`Skipped: the list of the first platform's modules is not at ${LIST}`);

/** No cell of the list has a comma or a quotation mark in it. */
function readList(): Row[] {
  const [header, ...lines] = readFileSync(LIST, 'utf8').trim().split(/\r?\n/);
  const names = header!.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    expect(cells).toHaveLength(names.length);
    return Object.fromEntries(names.map((name, index) => [name, cells[index]])) as unknown as Row;
  });
}

const rows = isThere ? readList().filter(isModule) : [];
const kinds = rows.map((row) => ({ row, count: Number(row.count), expression: expressionOf(row) }));
const sum = (list: readonly { count: number }[]): number => list.reduce((all, { count }) => all + count, 0);
const modules = kinds.flatMap(({ row, expression }, index) =>
  'cannot' in expression ? [] : [{ row, slug: `m${index}`, module: { slug: `m${index}`, ...expression } }],
);

const MODULES = `query ($requests: [ModuleRequest!]!) { modules(requests: $requests) {
  metric { key } error { code argument message } figure { value status reason }
  series { lines { key role values } } } }`;

interface Answer {
  metric: { key: string } | null;
  error: { message: string } | null;
  figure: { value: number | null; status: string; reason: string | null } | null;
  series: { lines: { values: (number | null)[] }[] } | null;
}

(isThere ? describe : describe.skip)('the modules of the first platform', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi('sqlite', NOW);
    await api.accept(SITE);
  });
  afterAll(() => api.close());

  test('are 1,322, of which at most 5 % cannot be written, each kind of these with its reason in the documents', () => {
    expect(sum(kinds)).toBe(1322);
    const cannot = kinds.filter(({ expression }) => 'cannot' in expression);
    expect(sum(cannot) / sum(kinds)).toBeLessThanOrEqual(0.05);
    const text = readFileSync(join(__dirname, '../../docs/dashboards.md'), 'utf8');
    for (const reason of Object.values(REASONS)) {
      const own = cannot.filter(({ expression }) => 'cannot' in expression && expression.cannot === reason);
      expect(text.replace(/ +/g, ' ')).toContain(`| ${sum(own)} | ${reason} |`);
    }
    expect(text).toContain(`${sum(cannot)} of the ${sum(kinds).toLocaleString('en-GB')} modules`);
  });

  test('are read as dashboards, and each shows a figure or lines', async () => {
    for (let from = 0; from < modules.length; from += 50) {
      const slug = `first-${from}`;
      const own = modules.slice(from, from + 50);
      const dashboard = {
        slug,
        title: 'As it was',
        subject: 'service/site',
        sections: [{ title: 'All', modules: own.map(({ module }) => module) }],
      };
      await api.accept({ dashboards: stringify([dashboard]) });
      for (let at = 0; at < own.length; at += 10) {
        const asked = own.slice(at, at + 10).filter(({ module }) => 'metric' in module);
        const requests = asked.map(({ slug: module }) => ({ dashboard: slug, module }));
        const { modules: answers } = await api.data<{ modules: Answer[] }>(MODULES, { requests });
        const silent = asked.flatMap(({ row, module }, index) => {
          const { error, figure, series } = answers[index]!;
          const hasLine = series?.lines.some(({ values }) => values.some((value) => value !== null));
          const isShown = !error && (figure?.value != null || hasLine);
          return isShown ? [] : [{ row, module, error, figure }];
        });
        expect(silent).toEqual([]);
      }
    }
    expect(modules.length).toBeGreaterThan(80);
  });
});
