/** Every attribute of every element as a property in each framework, set before and after the elements are defined. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { modulesReady, ROOT } from '../elements/site.js';
import { Session } from '../elements/session.js';

const FRAMEWORKS = {
  'react-18': 'React 18',
  'react-19': 'React 19',
  'react-server': 'React 19, rendered on a server',
  preact: 'Preact',
  vue: 'Vue',
  svelte: 'Svelte',
} as const;
type Framework = keyof typeof FRAMEWORKS;
type Properties = Record<string, string | number | boolean>;

/** A value of each property that is not its first one, in words as people write them. */
const SAMPLES: Properties = {
  service: 'carers-allowance',
  organisation: 'dwp',
  group: 'benefits',
  portfolio: true,
  metric: 'digital-take-up',
  dashboard: 'board',
  module: 'first',
  period: 'ROLLING_YEAR',
  from: '2014-01-01',
  to: '2015-01-01',
  since: '2014-01-05',
  until: '2014-12-05',
  last: 12,
  range: 'Last 12 months',
  by: 'channel',
  top: 3,
  compareTo: 'Previous_Period',
  splitOn: '2014-06-01',
  sameServices: true,
  asOf: '2015-01-01',
  view: 'TABLE',
  chart: 'Bar',
  scale: 'own',
  headingLevel: 3,
  lang: 'cy',
  endpoint: 'http://localhost:1/graphql',
  refreshEvery: 60,
  sync: 'all',
  noChart: true,
  noTable: true,
  noDownload: true,
  layout: 'INLINE',
  sparkline: true,
  text: 'power',
  publishes: 'transactions',
  metrics: 'transactions ratings',
  orderBy: 'transactions',
  direction: 'Descending',
  first: 20,
  noSearch: true,
  noPicker: true,
};
const WORDS = ['period', 'range', 'compareTo', 'view', 'chart', 'layout', 'direction'];
const expected = (name: string): Properties[string] =>
  WORDS.includes(name) ? String(SAMPLES[name]).toLowerCase().replace(/[_ ]/g, '-') : SAMPLES[name]!;

interface Declaration {
  tagName?: string;
  attributes?: { name: string; fieldName: string }[];
}
const ELEMENTS = (
  JSON.parse(readFileSync(join(ROOT, 'custom-elements.json'), 'utf8')) as {
    modules: { declarations: Declaration[] }[];
  }
).modules.flatMap(({ declarations }) => declarations.filter(({ tagName }) => tagName));
const TAGS = Object.fromEntries(
  ELEMENTS.map(({ tagName, attributes }) => [
    tagName!,
    Object.fromEntries(attributes!.map(({ fieldName }) => [fieldName, SAMPLES[fieldName]])) as Properties,
  ]),
);
/** What people want to see, beside the tags that have everything. */
const MODULE: Properties = {
  service: 'a',
  metric: 'digital-take-up',
  period: 'Month',
  compareTo: 'PREVIOUS_YEAR',
  headingLevel: 4,
  noTable: false,
  noChart: true,
};

const session = new Session();
let all: string;
let one: string;
/** Framework → properties, once for each order in which it set them. */
const proven = new Map<Framework, string[]>();

function bundle(tags: Record<string, Properties>): string {
  const directory = mkdtempSync(join(tmpdir(), 'perf-frameworks-'));
  execFileSync(process.execPath, ['test/components/frameworks/bundle.mjs', directory], {
    cwd: ROOT,
    input: JSON.stringify(tags),
  });
  return directory;
}
beforeAll(() => {
  all = bundle(TAGS);
  one = bundle({ 'perf-module': MODULE });
});
afterAll(() => [all, one].forEach((directory) => rmSync(directory, { recursive: true, force: true })));

/** @param order which comes first: what the framework renders, or the elements */
async function open(framework: Framework, directory: string, order: 'tags' | 'elements'): Promise<void> {
  const { page, site } = session;
  await page.route('**/app.js', (route) => route.fulfill({ path: join(directory, `${framework}.js`) }));
  const markup = framework === 'react-server' ? readFileSync(join(directory, 'server.html'), 'utf8') : '';
  const app = '<script type="module">import "/app.js"; render(document.getElementById("app"))</script>';
  const waits = `<script type="module">await customElements.whenDefined('perf-module')</script>`;
  await page.goto(
    site.page('/page', {
      head: '',
      body: `<div id="app">${markup}</div>${order === 'tags' ? app + site.script : site.script + waits + app}`,
    }),
  );
}

describe.each(Object.keys(FRAMEWORKS) as Framework[])('%s', (framework) => {
  test.each(['tags', 'elements'] as const)('sets every property, %s first', async (order) => {
    await open(framework, all, order);
    await session.page.waitForFunction(
      (tags) =>
        tags.every((tag) => document.querySelector(`#app ${tag}:defined`)?.shadowRoot?.hasChildNodes()),
      Object.keys(TAGS),
    );
    const found = await session.page.evaluate(
      (tags) =>
        Object.fromEntries(
          Object.entries(tags).map(([tag, names]) => {
            const element = document.querySelector(tag) as unknown as Record<string, string>;
            return [tag, Object.fromEntries(names.map((name) => [name, element[name]]))];
          }),
        ),
      Object.fromEntries(Object.entries(TAGS).map(([tag, properties]) => [tag, Object.keys(properties)])),
    );
    const texts = (properties: object): object =>
      Object.fromEntries(
        Object.entries(properties).map(([name, value]) => [
          name,
          ['last', 'top'].includes(name) ? String(value) : value,
        ]),
      );
    for (const [tag, properties] of Object.entries(TAGS)) {
      const wanted = Object.fromEntries(Object.keys(properties).map((name) => [name, expected(name)]));
      expect({ tag, ...texts(found[tag]!) }).toEqual({ tag, ...texts(wanted) });
    }
    const names = Object.values(TAGS).flatMap((properties) => Object.keys(properties));
    proven.set(framework, [...(proven.get(framework) ?? []), ...new Set(names)]);
    expect(session.troubles).toEqual([]);
  });

  test.each(['tags', 'elements'] as const)('shows what they ask for, %s first', async (order) => {
    const asked: unknown[] = [];
    const { answer } = session.site;
    session.site.answer = (request) => (asked.push(request), answer(request));
    await open(framework, one, order);
    await modulesReady(session.page);
    const shown = session.shown();
    expect(await shown.getByRole('heading', { level: 4 }).count()).toBe(1);
    expect(await shown.locator('.perf-picture').count()).toBe(0);
    await shown.locator('summary').click();
    await shown.locator('table').waitFor();
    expect(asked).toEqual([
      { service: 'a', metric: 'digital-take-up', period: 'MONTH', compareTo: 'PREVIOUS_YEAR' },
    ]);
  });
});

describe('any page', () => {
  const tag = (attributes: string): string =>
    `<perf-module service="a" metric="b" ${attributes}><a href="/">B</a></perf-module>`;

  test.each(['no-chart="false"', 'NO-CHART="false"', 'nochart="false"'])(
    'takes %s for no',
    async (attribute) => {
      await session.open(tag(attribute));
      await modulesReady(session.page);
      await session.shown().locator('.perf-picture').first().waitFor();
    },
  );

  test('takes what scripts set as text, and nothing as what it was at first', async () => {
    await session.open(tag('no-chart refresh-every="60"'));
    await modulesReady(session.page);
    const read = await session.shown().evaluate((element) => {
      const module = element as unknown as Record<string, unknown>;
      Object.assign(module, { noChart: 'false', noTable: '', headingLevel: '3', period: 'Rolling Year' });
      const first = ['noChart', 'noTable', 'headingLevel', 'period'].map((name) => module[name]);
      Object.assign(module, {
        noTable: null,
        headingLevel: undefined,
        period: null,
        refreshEvery: undefined,
      });
      return [first, ['noTable', 'headingLevel', 'period', 'refreshEvery'].map((name) => module[name])];
    });
    expect(read).toEqual([
      [false, true, 3, 'rolling-year'],
      [false, 2, '', 0],
    ]);
  });
});

test('no property has the name of a method', async () => {
  await session.open(
    Object.keys(TAGS)
      .map((name) => `<${name}></${name}>`)
      .join(''),
  );
  await session.page.waitForFunction(
    (names) => names.every((name) => customElements.get(name)),
    Object.keys(TAGS),
  );
  const methods = await session.page.evaluate(
    (tags) =>
      Object.entries(tags).flatMap(([tag, names]) => {
        const element = document.querySelector(tag) as unknown as Record<string, unknown>;
        return names.filter((name) => typeof element[name] === 'function').map((name) => `${tag}.${name}`);
      }),
    Object.fromEntries(
      ELEMENTS.map(({ tagName, attributes }) => [
        tagName!,
        attributes!.flatMap(({ name, fieldName }) => [name, fieldName]),
      ]),
    ),
  );
  expect(methods).toEqual([]);
});

test('the table in docs/embedding.md is what was proven here (UPDATE_DOCS=1 writes it)', () => {
  const path = join(ROOT, 'docs/embedding.md');
  const document = readFileSync(path, 'utf8');
  const attributes = new Map(
    ELEMENTS.flatMap(({ attributes: each }) =>
      each!.map(({ name, fieldName }) => [name, fieldName] as const),
    ),
  );
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const table = [
    row(['attribute', 'property', ...Object.values(FRAMEWORKS)]),
    row(['---', '---', ...Object.values(FRAMEWORKS).map(() => '---')]),
    ...[...attributes].map(([name, property]) =>
      row([
        `\`${name}\``,
        `\`${property}\``,
        ...(Object.keys(FRAMEWORKS) as Framework[]).map((each) =>
          proven.get(each)?.filter((name) => name === property).length === 2 ? 'yes' : 'no',
        ),
      ]),
    ),
  ].join('\n');
  const [start, end] = ['<!-- properties -->', '<!-- /properties -->'];
  const [before = '', rest = ''] = document.split(start);
  const [written = '', after = ''] = rest.split(end);
  if (process.env.UPDATE_DOCS) writeFileSync(path, `${before}${start}\n\n${table}\n\n${end}${after}`);
  else {
    const plain = (text: string): string => text.replace(/ +/g, ' ').replace(/-{3,}/g, '---').trim();
    expect(plain(written)).toBe(plain(table));
  }
});
