import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { narrativeSentences } from '../../../server/wording/narrative.js';
import type { NarrativeInput } from '../../../server/wording/engine-types.js';
import { NOW, rolling, late, quarters } from './narrative-fixtures.js';

test('one to three sentences of plain text, whatever comes in', () => {
  const value = fc.option(fc.double({ noNaN: true, min: 0, max: 1e6 }), { nil: null });
  const input = fc.record<NarrativeInput>({
    rules: fc.record({
      hasVerdict: fc.boolean(),
      scale: fc.constantFrom(null, { low: '0', lowest: 'bad', high: '100', highest: 'good' }),
      shortfall: fc.constantFrom(null, '{n} of {of} starts were not completed'),
    }),
    subject: fc.record({
      kind: fc.constantFrom('SERVICE', 'ORGANISATION', 'GROUP', 'PORTFOLIO'),
      name: fc.constantFrom('Carer’s  Allowance', 'Stamp\tduty', 'x'),
    }),
    metric: fc.record({
      key: fc.constantFrom('user-satisfaction', 'availability', 'cost-per-transaction', 'transactions'),
      label: fc.constantFrom('Transactions', 'Time to  complete', 'Users who reached the last stage'),
      unit: fc.constantFrom('count', '£', '%', 's', 'working days'),
      direction: fc.constantFrom('HIGHER_IS_BETTER', 'LOWER_IS_BETTER', 'NEUTRAL'),
      isTotal: fc.boolean(),
    }),
    figure: fc.option(
      fc.record({
        period: fc.constant(rolling(2013)),
        value,
        status: fc.constantFrom('PROVIDED', 'INCOMPLETE', 'NOT_PROVIDED'),
        flags: fc.subarray([
          'PROVISIONAL',
          'LOW_RELIABILITY',
          'BREAK',
          'UNFINISHED',
          'MIXED',
          'INCONSISTENT',
        ]),
        formatted: fc.constant('12.3'),
        coverage: fc.record({ provided: fc.nat(9), expected: fc.nat(9), share: value }),
        change: fc.option(
          fc.record({
            comparedWith: fc.constant(rolling(2012)),
            absolute: value,
            relative: value,
            matched: fc.constantFrom(null, { provided: 1, expected: 2, share: 60 }),
            verdict: fc.constantFrom('BETTER', 'WORSE', 'SAME', 'NEUTRAL', 'UNCLEAR'),
            reason: fc.constantFrom(null, { code: 'NO_MATCH' as const }, { code: 'UNFINISHED' as const }),
          }),
          { nil: null },
        ),
        target: fc.constantFrom(null, { value: 1, formatted: '1', met: true }),
      }),
      { nil: null },
    ),
    freshness: fc.constantFrom(null, late, { ...late, state: 'ENDED' }),
    dominating: fc.constantFrom(null, { name: 'a  b', share: 60 }),
    mixed: fc.constantFrom(null, { services: 1, value: 5 }),
    missing: fc.constantFrom(null, 'phone  not provided.'),
    series: fc.option(
      fc.array(value, { maxLength: 9 }).map((values) => quarters(values)),
      { nil: null },
    ),
    annotations: fc.constant([]),
    responses: fc.constantFrom(null, 1, 1234),
  });
  fc.assert(
    fc.property(input, (some) => {
      const sentences = narrativeSentences(some, NOW);
      expect(sentences.length).toBeGreaterThanOrEqual(1);
      expect(sentences.length).toBeLessThanOrEqual(3);
      for (const sentence of sentences) {
        expect(sentence).toMatch(/^[A-Z0-9£][^{}]*[^.]\.$/);
        expect(sentence).not.toMatch(/ {2}|NaN|undefined|null|\s[,;.]/);
      }
      if (!some.rules.hasVerdict) {
        expect(sentences.join(' ')).not.toMatch(/better|worse|target|clear|about the same/);
      }
    }),
    { numRuns: 500 },
  );
});
