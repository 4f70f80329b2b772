/** Metrics that organisations define, as a file: stored in versions, refused where they mean nothing, taken back. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { MetricDefinition, MetricDefinitionVersion } from '../../../server/entities/index.js';
import { undo } from '../../../server/submissions/undo/undo.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { FULL, importing, NOW, type Importing } from './importing.js';

const SHARE =
  '{ ratio: { numerator: { measure: letters, dimension: kind, only: [in] }, denominator: { measure: letters }, scale: 100 } }';
const metric = (formula: string, more = ''): string =>
  `- key: own\n  owner: moj\n  label: Own\n  formula: ${formula}\n${more}`;

describeOnEachDatabase('metrics of organisations', (dialect) => {
  describe('that are stored', () => {
    let store: Importing;
    beforeEach(async () => {
      store = await importing(dialect);
      await store.accept(FULL);
    });
    afterEach(() => store.close());
    const own = () => store.dataSource.getRepository(MetricDefinition).findOneBy({ key: 'own' });

    test('each change is the next version; the same again changes nothing', async () => {
      const first = metric(SHARE, '  unit: "%"\n  direction: LOWER_IS_BETTER\n  caveats: Letters vary\n');
      expect((await store.accept({ metrics: first })).total).toMatchObject({ inserted: 1 });
      expect(await own()).toMatchObject({
        ...{ version: 1, unit: '%', direction: 'LOWER_IS_BETTER', caveats: [{ en: 'Letters vary' }] },
        texts: { label: { en: 'Own' }, description: { en: 'letters with kind in ÷ letters by kind × 100.' } },
        ...{ defaultPeriod: 'MONTH', position: 1000, presentation: {} },
      });
      expect((await store.accept({ metrics: first })).submission).toBeNull();
      const changed = await store.accept({ metrics: metric('{ total: { measure: letters } }') });
      expect(changed.total).toMatchObject({ updated: 1 });
      expect(await own()).toMatchObject({ version: 2, unit: 'count', direction: 'NEUTRAL' });
      const undone = await undo(store.dataSource, { id: changed.submission!, now: NOW, mayUndoAll: true });
      expect(undone.submission).toBeGreaterThan(changed.submission!);
      expect(await own()).toMatchObject({ version: 3, unit: '%', formula: { kind: 'ratio', scale: 100 } });
      const versions = await store.dataSource.getRepository(MetricDefinitionVersion).findBy({ key: 'own' });
      expect(versions).toHaveLength(3);
    });

    test('a dashboard and a target of the same delivery may show it', async () => {
      const receipt = await store.accept({
        metrics: metric(SHARE),
        targets: 'subject_type,subject,metric,value\nservice,lpa,own,80\n',
        dashboards:
          '- { slug: d, title: D, subject: service/lpa, sections: [{ title: S, modules: [{ slug: m, metric: own, period: month }] }] }',
      });
      expect(receipt.total).toMatchObject({ inserted: 3 });
    });
  });

  describe('that are refused', () => {
    let store: Importing;
    beforeAll(async () => {
      store = await importing(dialect);
      await store.accept(FULL);
      await store.accept({
        measures:
          'key,label,unit,aggregation,dimensions\nrate,Rate,%,flow,\ngiven-rate,Given rate,%,exact,\nfees,Fees,£,flow,\nhours,Hours,s,flow,\n',
      });
    });
    afterAll(() => store.close());

    test.each<[string, string, string]>([
      [
        'a dimension without its categories',
        '{ total: { measure: letters, dimension: kind } }',
        'formula.total.dimension: needs only or except beside it',
      ],
      [
        'people of several categories',
        '{ total: { measure: users, dimension: stage, only: [start, done] } }',
        'users is never added, not over its categories either',
      ],
      [
        'two formulas',
        '{ total: { measure: letters }, mean: { sum: a, count: b } }',
        'mean: write one of total, ratio',
      ],
      [
        'no formula',
        '{ totl: { measure: letters } }',
        '"totl" is no key of a formula; did you mean "total"?',
      ],
      [
        'an unknown measure',
        '{ total: { measure: leters } }',
        'there is no measure "leters"; did you mean "letters"?',
      ],
      [
        'an unknown dimension',
        '{ ratio: { numerator: { measure: letters, dimension: kin, only: in }, denominator: { measure: letters } } }',
        'letters has no dimension "kin"; did you mean "kind"?',
      ],
      [
        'an unknown category',
        '{ ratio: { numerator: { measure: letters, dimension: kind, only: [inn] }, denominator: { measure: letters } } }',
        'kind of letters has no "inn"; did you mean "in"?',
      ],
      ['a sum of percentages', '{ total: { measure: rate } }', 'a sum of percentages is none'],
      [
        'a percentage that is divided',
        '{ ratio: { numerator: { measure: given-rate }, denominator: { measure: letters } } }',
        'given-rate is in % already',
      ],
      [
        'the same on both sides',
        '{ ratio: { numerator: { measure: letters }, denominator: { measure: letters } } }',
        'the ratio is always 1',
      ],
      [
        'money below the line',
        '{ ratio: { numerator: { measure: letters }, denominator: { measure: fees } } }',
        'count divided by £ is nothing that readers know',
      ],
      [
        'a quantile of no ranges',
        '{ quantile: { measure: letters, quantile: 0.5 } }',
        'letters is not counted in ranges',
      ],
      [
        'a quantile beyond all',
        '{ quantile: { measure: time-to-outcome, quantile: 90 } }',
        'must be more than 0 and less than 1',
      ],
      [
        'a mean by money',
        '{ mean: { sum: hours, count: fees } }',
        'a mean is divided by how many there were',
      ],
      [
        'weights that are all the same',
        '{ score: { measure: letters, dimension: kind, weights: [{ value: in, weight: 1 }, { value: out, weight: 1 }] } }',
        'all weights are the same',
      ],
    ])('%s', async (_what, formula, message) => {
      expect((await store.refuse({ metrics: metric(formula) })).join('\n')).toContain(message);
    });

    test.each<[string, string, string]>([
      [
        'a percentage of counts without 100',
        '{ ratio: { numerator: { measure: letters }, denominator: { measure: visits } } }',
        '%',
      ],
      ['money that is counted', '{ mean: { sum: fees, count: letters } }', 'count'],
    ])('a unit that does not fit: %s', async (_what, formula, unit) => {
      const lines = await store.refuse({ metrics: metric(formula, `  unit: "${unit}"\n`) });
      expect(lines).toEqual([expect.stringMatching(/^metrics\.yaml:5:9: unit: what this comes to is in /)]);
    });

    test('keys that are taken, unknown owners and words, each at its place', async () => {
      const text =
        '- { key: letters, owner: moj, label: L, formula: { total: { measure: letters } } }\n' +
        '- { key: digital-take-up, owner: moj, label: L, formula: { total: { measure: letters } } }\n' +
        '- { key: own, owner: mojj, label: L, direction: better, formula: { total: { measure: letters } } }\n' +
        '- { key: own, owner: moj, label: L, unit: pounds, formula: { total: { measure: letters } } }\n';
      expect(await store.refuse({ metrics: text })).toEqual([
        'metrics.yaml:1:10: key: letters is a measure, which is a metric by itself: choose another key',
        'metrics.yaml:2:10: key: digital-take-up is a metric that is built in: choose another key',
        'metrics.yaml:3:22: owner: there is no organisation "mojj"; did you mean "moj"?',
        expect.stringContaining(
          'direction: "better" is not one of higher-is-better, lower-is-better or neutral',
        ),
        expect.stringContaining('key: own stands in line 3 already'),
        expect.stringContaining('unit: "pounds" is not one of count, £, %'),
      ]);
    });
  });
});
