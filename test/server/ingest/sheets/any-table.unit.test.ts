/** Whatever stands in a table: it is never an error, every question can be answered, and answers are enough. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { applyMapping } from '../../../../server/ingest/sheets/apply.js';
import { fingerprint, type Mapping } from '../../../../server/ingest/sheets/mapping.js';
import { neededTable } from '../../../../server/ingest/sheets/needed.js';
import { looksPersonal } from '../../../../server/ingest/sheets/personal/personal-data.js';
import { recognise } from '../../../../server/ingest/sheets/recognise.js';
import type { TableCell } from '../../../../server/ingest/sheets/table.js';
import { CONTEXT, date, table } from './tables.js';
import { randomCases } from '../../../support/random-cases.js';

const WORDS = [
  ...[
    'Service',
    'Measure',
    'Month',
    'Date',
    'Year',
    'Quarter',
    'Channel',
    'Rating',
    'Value',
    'Status',
    'Notes',
  ],
  ...[
    'Renew a permit',
    'report-a-fault',
    'Online',
    'Phone',
    'Total',
    'All channels',
    'Transactions',
    'Cost (£)',
  ],
  ...[
    'Jan 2026',
    'Q1 2026',
    '2011-12',
    '2025/26',
    '1/2/2026',
    '13/02/2026',
    'January',
    '2026',
    'w/c 9 March 2026',
  ],
  ...['n/a', '-', '..', '[x]', '[c]', '1,234', '£2.57', '12%', '5*', '7 [p]', '#REF!', 'about 12'],
  ...[
    'Very satisfied',
    '5 - Very satisfied',
    'How satisfied were you?',
    'Submitted',
    'Webchat',
    'Take-up (%)',
  ],
  ...['service', 'measure', 'period', 'start', 'value', 'month', 'toString', '__proto__', 'constructor'],
];

const cell: fc.Arbitrary<TableCell> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 3, arbitrary: fc.constant(null) },
  { weight: 4, arbitrary: fc.integer({ min: -5, max: 3_000 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
  { weight: 1, arbitrary: fc.boolean() },
  { weight: 1, arbitrary: fc.constant({ kind: 'percent' as const, fraction: 0.5 }) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 12 }).map((month) => date(2026, month, 1)) },
);
const rows = fc.array(fc.array(cell, { maxLength: 7 }), { maxLength: 9 });

test('a table is recognised, answered and applied', () => {
  fc.assert(
    fc.property(rows, fc.infiniteStream(fc.nat()), (cells, choices) => {
      const given = table(cells);
      expect(looksPersonal(given)).toBeInstanceOf(Array);
      const answers: Record<string, string> = {};
      let mapping: Mapping = recognise(given, CONTEXT, answers);
      for (let round = 0; round < 20 && mapping.questions.length > 0; round++) {
        for (const { key, choices: offered } of mapping.questions) {
          if (offered.length > 0) answers[key] = offered[choices.next().value! % offered.length].value;
        }
        mapping = recognise(given, CONTEXT, answers);
        // Nothing is asked twice once it has been answered.
        const again = mapping.questions.filter(({ key }) => answers[key] !== undefined);
        expect(again).toEqual([]);
        // Without a table there is nothing to answer.
        if (mapping.columns.length === 0 && mapping.questions[0].choices.length === 0) break;
      }
      expect(mapping.columns.length === 0 ? [] : mapping.questions).toEqual([]);
      const plain = JSON.parse(JSON.stringify(mapping)) as Mapping;
      expect(plain).toEqual(mapping);
      const applied = applyMapping(given, plain);
      expect(
        applied.rows.every((row) => row.length === applied.header.length || mapping.shape === 'measurements'),
      ).toBe(true);
      expect(applied.rowNumbers).toHaveLength(applied.rows.length);
      expect(applyMapping(neededTable(given, plain), plain).rows).toEqual(applied.rows);
      expect(fingerprint(given, plain)).toMatch(/^[0-9a-f]{32}$/);
    }),
    { numRuns: randomCases(150) },
  );
});

test('answers of anything are none, and do no harm', () => {
  const keys = [
    'order',
    'dates',
    'service',
    'measure',
    'window',
    'header-row',
    'column:online',
    'word:-',
    'rating-column',
    'best-rating',
  ];
  fc.assert(
    fc.property(
      rows,
      fc.dictionary(
        fc.constantFrom(...keys),
        fc.constantFrom('', '1', 'x', 'month', 'left-out', 'values|', 'dimension:', 'window', '__proto__'),
      ),
      (cells, answers) => {
        const given = table(cells);
        const mapping = recognise(given, CONTEXT, answers);
        applyMapping(given, mapping);
      },
    ),
    { numRuns: randomCases(100) },
  );
});
