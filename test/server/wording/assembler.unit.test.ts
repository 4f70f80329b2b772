/** What readers get of an answer: each part made when it is read, and once. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { FigureAnswer } from '../../../server/engine/evaluation.js';
import { LineColumns } from '../../../server/engine/lines/line-columns.js';
import type { SeriesAnswer } from '../../../server/engine/series.js';
import type { Freshness } from '../../../server/metrics/freshness.js';
import { parseWindow, spanOf } from '../../../server/metrics/periods.js';
import type { ModuleAnswer } from '../../../server/modules/module-question.js';
import { serviceSubject, type MetricDefinition, type Service } from '../../../server/store/subject.js';
import { Assembler } from '../../../server/wording/assembler.js';
import type { WordingContext } from '../../../server/wording/wording-context.js';
import { metric as builtIn } from '../../support/engine.js';

/** What was asked of the request, in order. */
let asked: string[];
let assembler: Assembler;

const carers = {
  id: 1,
  slug: 'carers',
  organisationId: 2,
  texts: { name: { en: 'Carers', cy: 'Gofalwyr' } },
};
const subject = serviceSubject(carers as Service);
const { label, description, ...definition } = builtIn('transactions');
const metric = { ...definition, texts: { label, description } } as MetricDefinition;
const question = { subject, metric, period: 'MONTH' as const };
const may = parseWindow('MONTH', '2014-05-01')!;
const answer: FigureAnswer = {
  question,
  window: may,
  period: spanOf('MONTH', may),
  ...{ value: 1000, status: 'PROVIDED', flags: [], numerator: null, denominator: null },
  ...{
    coverage: { provided: 1, expected: 1, share: null },
    isLowerBound: false,
    missing: [],
    obstacle: null,
  },
  ...{ dominating: null, mixed: null, squares: 0, outcomes: [], change: null, target: null },
};
const columns = new LineColumns();
columns.add(answer);
const series: SeriesAnswer = {
  question: { ...question, kind: 'series' },
  step: 'month',
  windows: [may],
  shownAt: 0,
  lines: [{ key: 'value', role: 'PRIMARY', place: null, columns, joined: [false] }],
  changes: null,
  latest: answer,
  sameServices: null,
  ofRange: null,
  companions: [],
  breakdown: null,
};
const fresh: Freshness = {
  state: 'FRESH',
  lastReceivedAt: null,
  latestPeriod: null,
  nextPeriod: null,
  expectedBy: null,
  counts: null,
};
const late: Freshness = {
  ...fresh,
  state: 'LATE',
  nextPeriod: { period: 'MONTH', start: '2014-06-01', end: '2014-07-01' },
  expectedBy: '2014-07-21T23:00:00Z',
};
const moduleOf = (freshness: Freshness): ModuleAnswer => ({
  ...{ title: null, description: 'Said by\nits publisher', range: {}, lang: 'en' },
  ...{ subject, metric, series, freshness },
  ...{ chart: 'LINE', view: 'CHART', stored: null },
});

beforeEach(() => {
  asked = [];
  const said = <Value>(what: string, value: Value): Value => {
    asked.push(what);
    return value;
  };
  const organisation = { texts: { name: { en: 'DWP' } }, contact: null };
  const catalogue = {
    dataSet: () => said('data set', undefined),
    annotations: () => said('annotations', []),
    organisation: () => said('organisation', organisation),
    metrics: [],
  } as unknown as WordingContext['catalogue'];
  assembler = new Assembler({ catalogue }, { base: 'https://example.org', licence: 'OGL' });
});

describe('a figure', () => {
  test('asks nothing for its numbers, and for its words only where they need it', () => {
    const figure = assembler.figure(answer);
    expect([figure.value, figure.status, figure.period.label]).toEqual([1000, 'PROVIDED', 'May 2014']);
    expect(asked).toEqual([]);
    expect([figure.formatted, figure.formatted, figure.target]).toEqual(['1,000', '1,000', null]);
    expect(asked).toEqual([]);
    const hidden = assembler.figure({ ...answer, value: null, status: 'SUPPRESSED' });
    expect([hidden.formatted, hidden.formatted]).toEqual(['Suppressed', 'Suppressed']);
    expect(asked).toEqual(['data set']);
    expect(figure.period).toBe(figure.period);
  });

  test('is itself in its own language', () => {
    const figure = assembler.figure(answer, 'cy');
    expect(figure.in('cy')).toBe(figure);
    expect(figure.in('en')).not.toBe(figure);
  });
});

describe('a module', () => {
  test('says in its narrative what is late', () => {
    const onTime = assembler.module(moduleOf(fresh));
    expect(onTime.series.narrative).toBe('Transactions for Carers were 1,000 in May 2014.');
    const overdue = assembler.module(moduleOf(late));
    expect(overdue.series.narrative).toContain('June 2014 was due by 21 July and has not arrived.');
    expect(overdue.freshness.text).toBe('Late: June 2014 was due by 21 July');
  });

  test('has each of its parts once', () => {
    const made = assembler.module(moduleOf(fresh));
    for (const part of ['metric', 'subject', 'figure', 'series', 'freshness', 'publisher'] as const)
      expect(made[part]).toBe(made[part]);
    for (const part of ['lines', 'starts', 'ends', 'annotations'] as const)
      expect(made.series[part]).toBe(made.series[part]);
    expect(made.figure).toBe(made.series.latest);
  });

  test('shares the columns of an answer with others that show it in the same language', () => {
    const [some, other] = [assembler.module(moduleOf(fresh)), assembler.module(moduleOf(late))];
    for (const part of ['lines', 'starts', 'ends'] as const)
      expect(other.series[part]).toBe(some.series[part]);
    expect(assembler.series(series, 'cy').lines).not.toBe(some.series.lines);
  });

  test('tells its narrative in any language, with what is late', () => {
    const { series: made } = assembler.module(moduleOf(fresh));
    expect(made.narrativeIn('en', fresh)).toBe(made.narrative);
    expect(made.narrativeIn('cy', late)).toMatch(/Gofalwyr.*due by 21 July and/);
  });

  test('is in a JSON file with exactly the names of its data', () => {
    const plain = JSON.parse(JSON.stringify(assembler.module(moduleOf(late)))) as Record<string, object>;
    const { period, value, status, flags, formatted, coverage } = assembler.figure(answer);
    expect(Object.keys(plain).join(' ')).toBe(
      'title description metric subject figure series chart view companions breakdown beforeAndAfter freshness publisher dataSets url error',
    );
    expect(plain.figure).toEqual({
      ...{ period, value, status, flags, formatted, coverage },
      ...{ numerator: null, denominator: null, change: null, target: null, reason: null },
    });
    expect(Object.keys(plain.series).join(' ')).toBe(
      'period unit starts ends lines by addsUp sameServices suppressBelow changes narrative summary annotations',
    );
    expect(Object.keys(plain.metric).join(' ')).toBe('key label description unit direction formula caveats');
    expect(plain.freshness).toMatchObject({ state: 'LATE', counts: null });
    expect(plain.url).toBe('https://example.org/services/carers/transactions');
    expect([plain.description, plain.dataSets]).toEqual(['Said by\nits publisher', []]);
  });
});
