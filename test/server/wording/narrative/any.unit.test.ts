import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatSummary, narrativeSentences } from '../../../../server/wording/narrative/narrative.js';
import type { ValueFlag } from '../../../../server/metrics/status.js';
import type { Narrated } from '../../../../server/wording/narrative/narrated.js';
import { BUILT_IN_METRICS } from '../../../../server/metrics/builtin/builtin.js';
import { hasVerdict } from '../../../../server/metrics/figure.js';
import { type change, late, latest, quarters, rolling } from './fixtures.js';

test('one to three sentences of plain text, whatever comes in', () => {
  const value = fc.option(fc.double({ noNaN: true, min: 0, max: 1e6 }), { nil: null });
  const changes = fc.record({
    comparedWith: fc.constant(rolling(2012)),
    current: value,
    previous: value,
    absolute: value,
    relative: value,
    matched: fc.constantFrom(null, { provided: 1, expected: 2, share: 60 }),
    verdict: fc.constantFrom('BETTER', 'WORSE', 'SAME', 'NEUTRAL', 'UNCLEAR'),
    reason: fc.constantFrom(null, { code: 'NO_MATCH' as const }, { code: 'UNFINISHED' as const }),
  });
  const figure = fc.record({
    period: fc.constant(rolling(2013)),
    value,
    status: fc.constantFrom('PROVIDED', 'INCOMPLETE', 'NOT_PROVIDED'),
    flags: fc.subarray<ValueFlag>([
      'PROVISIONAL',
      'LOW_RELIABILITY',
      'BREAK',
      'UNFINISHED',
      'MIXED',
      'INCONSISTENT',
    ]),
    formatted: fc.constant('12.3'),
    numerator: value,
    denominator: fc.constantFrom(null, 1, 1234),
    coverage: fc.record({ provided: fc.nat(9), expected: fc.nat(9), share: value }),
    change: fc.option<typeof change>(changes, { nil: null }),
    target: fc.constantFrom(null, { value: 1, formatted: '1', met: true }),
    mixed: fc.constantFrom(null, { services: 1, value: 5 }),
    reason: fc.constantFrom(null, 'phone  not provided.'),
  });
  const series = fc.record({
    context: fc.record({
      subject: fc.record({
        kind: fc.constantFrom('SERVICE', 'ORGANISATION', 'GROUP', 'PORTFOLIO'),
        name: fc.constantFrom('Carer’s  Allowance', 'Stamp\tduty', 'x'),
      }),
      metric: fc.constantFrom(...BUILT_IN_METRICS),
      label: fc.constantFrom('Transactions', 'Time to  complete', 'Users who reached the last stage'),
      unit: fc.constantFrom('count', '£', '%', 's', 'working days'),
      lang: fc.constantFrom('en', 'cy'),
    }),
    latest: fc.option(figure.map(latest), { nil: null }),
    freshness: fc.constantFrom(null, late, { ...late, state: 'STOPPED' }, { ...late, state: 'ENDED' }),
    dominating: fc.constantFrom(null, { name: 'a  b', share: 60 }),
    sameServices: fc.constantFrom(null, { provided: 3, expected: 5, share: 97 }),
    annotations: fc.constant([]),
    parts: fc.constant(null),
    columns: fc.oneof(
      fc.constant({ spans: [], points: null }),
      fc.array(value, { maxLength: 9 }).map((values) => quarters(values)),
    ),
  }) as fc.Arbitrary<Omit<Narrated, 'spans' | 'points'> & { columns: Pick<Narrated, 'spans' | 'points'> }>;
  fc.assert(
    fc.property(series, ({ columns, ...rest }) => {
      const sentences = narrativeSentences({ ...rest, ...columns });
      expect(sentences.length).toBeGreaterThanOrEqual(1);
      expect(sentences.length).toBeLessThanOrEqual(3);
      for (const sentence of sentences) {
        expect(sentence).toMatch(/^[A-Z0-9£][^{}]*[^.]\.$/);
        expect(sentence).not.toMatch(/ {2}|NaN|undefined|null|\s[,;.]/);
      }
      const beside = formatSummary({ ...rest, ...columns });
      expect(beside).toMatch(/^([A-Z0-9£][^{}]*\.)?$/);
      expect(beside).not.toMatch(/ {2}|NaN|undefined|null|\s[,;.]|\.\./);
      // Value, change, verdict, target and lateness stand beside the figure.
      expect(beside).not.toMatch(/was 12\.3|better|worse|The target|No change is shown|was due|12\.3 in/);
      const { subject, metric } = rest.context;
      if (!hasVerdict(metric, subject.kind === 'SERVICE' ? 'service' : 'portfolio')) {
        expect(sentences.join(' ')).not.toMatch(/better|worse|target|clear|about the same/);
      }
    }),
    { numRuns: 500 },
  );
});
