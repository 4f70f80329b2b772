/** The published JSON Schema is made of what the import reads by, is what files have, and refuses what the import refuses. */
import { describe, expect, test } from '@jest/globals';
import { Ajv, type ValidateFunction } from 'ajv';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { DEFINITIONS } from '../../../server/demo/services/index.js';
import { DASHBOARD, MODULE } from '../../../server/ingest/dashboards/dashboard-shape.js';
import { keysOf, readerOf, type Shape } from '../../../server/ingest/dashboards/shape.js';
import { DOCUMENT_SCHEMAS, schemaText } from '../../../server/ingest/document-schemas.js';
import { FORMULA, METRIC } from '../../../server/ingest/metrics/metric-shape.js';
import { writtenMetric } from '../../../server/ingest/metrics/written.js';
import { CellProblem } from '../../../server/ingest/cells/cells.js';
import { METRIC_ROWS } from '../../../server/entities/built-in.js';

const text = (path: string): string => readFileSync(join(__dirname, '../../..', path), 'utf8');

/** `format: date` is for editors. */
const compiled = (name: string): ValidateFunction =>
  new Ajv({ allErrors: true, allowUnionTypes: true, formats: { date: true } }).compile(
    DOCUMENT_SCHEMAS[name]!,
  );
const isDashboard = compiled('dashboard');
const isMetric = compiled('metric');
const complaints = (validate: ValidateFunction, document: unknown): string[] =>
  validate(document) ? [] : validate.errors!.map(({ instancePath, message }) => `${instancePath} ${message}`);

test.each(Object.keys(DOCUMENT_SCHEMAS))('schema/%s.json is what is served', (name) => {
  const isStale = text(`schema/${name}.json`) !== schemaText(DOCUMENT_SCHEMAS[name]!);
  expect(isStale ? `schema/${name}.json is out of date: run \`npm run schema\` and commit it` : '').toBe('');
});

describe('the schema of dashboards', () => {
  test.each(DEFINITIONS.dashboards.map((dashboard) => [dashboard.slug, dashboard] as const))(
    'takes %s of the demonstration',
    (_slug, dashboard) => {
      expect(complaints(isDashboard, parse(stringify([dashboard])))).toEqual([]);
      expect(complaints(isDashboard, { dashboards: [dashboard] })).toEqual([]);
    },
  );

  test('takes those of the documents', () => {
    const documents = ['docs/data.md', 'docs/dashboards.md'].flatMap((path) => [
      ...text(path).matchAll(/^```yaml\n(- slug: [^`]*)^```$/gm),
    ]);
    expect(documents.length).toBeGreaterThan(1);
    for (const [, document] of documents) expect(complaints(isDashboard, parse(document!))).toEqual([]);
  });

  const sound = (): Record<string, unknown> =>
    structuredClone({ ...DEFINITIONS.dashboards[0]! }) as unknown as Record<string, unknown>;
  const withModule = (change: Record<string, unknown>): unknown[] => {
    const dashboard = sound();
    return [
      { ...dashboard, sections: [{ title: 'S', modules: [{ slug: 'm', metric: 'visits', ...change }] }] },
    ];
  };

  test.each<[string, unknown]>([
    ['a key that is none', withModule({ metrc: 'visits' })],
    ['a chart that is none', withModule({ chart: 'pie' })],
    ['a number below 1', withModule({ last: 0 })],
    ['half a part', withModule({ by: 'device', top: 2.5 })],
    ['a subject without a slug', withModule({ subject: 'service' })],
    ['a slug with capitals', withModule({ slug: 'Take Up' })],
    ['a title in Welsh alone', withModule({ title: { cy: 'Teitl' } })],
    ['a width that is none', withModule({ size: 'quarter' })],
    ['a text beside a metric', withModule({ text: 'T' })],
    ['neither', withModule({ metric: undefined })],
    ['a text with a period', withModule({ metric: undefined, text: 'T', period: 'month' })],
    ['a title that is too long', withModule({ title: 'x'.repeat(201) })],
    ['no sections', [{ ...sound(), sections: [] }]],
    ['no subject', [{ ...sound(), subject: undefined }]],
    ['one that is in no list', sound()],
  ])('refuses %s', (_what, document) => {
    expect(complaints(isDashboard, document)).not.toEqual([]);
  });

  test.each([
    ...keysOf(MODULE).map((key) => ['module', MODULE as Shape, key as string] as const),
    ...keysOf(DASHBOARD).map((key) => ['dashboard', DASHBOARD as Shape, key as string] as const),
    ...keysOf(METRIC).map((key) => ['metric', METRIC as Shape, key as string] as const),
  ])('of a %s allows at %s.%s what is read there', (name, { keys }, key) => {
    const facts = keys[key]!;
    const { definitions } = DOCUMENT_SCHEMAS[name === 'metric' ? 'metric' : 'dashboard'] as unknown as {
      definitions: Record<string, { properties: Record<string, { enum?: string[]; description: string }> }>;
    };
    const property = definitions[name]!.properties[key]!;
    expect(property.description).toBe(facts.about);
    if (facts.holds !== 'choice') return;
    expect(property.enum).toEqual(facts.of);
    for (const choice of property.enum!) expect(readerOf(facts)(choice)).toBe(choice);
    expect(readerOf(facts)('something else')).toBeInstanceOf(CellProblem);
  });
});

describe('the schema of metrics', () => {
  test('takes every formula of the built-in ones', () => {
    const kinds = new Set<string>();
    for (const row of METRIC_ROWS) {
      const { presentation: _presentation, ...metric } = row;
      const written = writtenMetric({ ...metric, presentation: {} } as never, 'dwp');
      const formula = written.formula as Record<string, unknown>;
      kinds.add(Object.keys(formula)[0]!);
      expect(complaints(isMetric, parse(stringify([written])))).toEqual([]);
    }
    expect([...kinds].sort()).toEqual(
      keysOf(FORMULA)
        .filter((kind) => kind !== 'mean')
        .sort(),
    );
  });

  test.each<[string, Record<string, unknown>]>([
    ['two formulas', { formula: { total: { measure: 'calls' }, mean: { sum: 'cost', count: 'calls' } } }],
    ['none', { formula: {} }],
    ['a quantile of all', { formula: { quantile: { measure: 'page-load', quantile: 1 } } }],
    ['a unit that is none', { unit: 'pounds' }],
  ])('refuses %s', (_what, change) => {
    const metric = { key: 'own', owner: 'dwp', label: 'Own', formula: { total: { measure: 'calls' } } };
    expect(complaints(isMetric, [metric])).toEqual([]);
    expect(complaints(isMetric, [{ ...metric, ...change }])).not.toEqual([]);
  });
});
