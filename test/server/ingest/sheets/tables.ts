/** What somebody may fill, and tables as they are typed in. */
import type { SheetContext, SheetDataSet } from '../../../../server/ingest/sheets/context.js';
import { applyMapping } from '../../../../server/ingest/sheets/apply.js';
import type { Applied } from '../../../../server/ingest/sheets/applied.js';
import type { Answers, Mapping } from '../../../../server/ingest/sheets/mapping.js';
import { recognise } from '../../../../server/ingest/sheets/recognise.js';
import type { Table, TableCell } from '../../../../server/ingest/sheets/table.js';
import { dayNumber } from '../../../../server/metrics/calendar.js';
import { BUILT_IN_MEASURES } from '../../../../server/metrics/builtin/builtin-measures.js';

export const NOW = new Date('2026-11-29T12:00:00Z');

export const dataSet = (service: string, measure: string, own: Partial<SheetDataSet> = {}): SheetDataSet => ({
  ...{ service, measure, cadence: 'month', timeZone: 'Europe/London', declared: {}, labels: {} },
  ...{ bestRating: null, score: null, latest: [], due: [], lastRows: [] },
  ...own,
});

export const MEASURES: SheetContext['measures'] = BUILT_IN_MEASURES.map(
  ({ key, label, unit, dimensions }) => ({
    ...{ key, label: label.en, unit, dimensions },
  }),
);

export const CONTEXT: SheetContext = {
  services: [
    { slug: 'renew-a-permit', name: 'Renew a permit' },
    { slug: 'report-a-fault', name: 'Report a fault' },
  ],
  measures: MEASURES,
  dataSets: [
    dataSet('renew-a-permit', 'transactions'),
    dataSet('renew-a-permit', 'ratings'),
    dataSet('report-a-fault', 'transactions'),
  ],
  now: NOW,
};

/** Of one service alone. */
export const PERMIT: SheetContext = {
  ...CONTEXT,
  services: CONTEXT.services.slice(0, 1),
  dataSets: CONTEXT.dataSets.slice(0, 2),
};

export const table = (rows: readonly (readonly TableCell[])[], own: Partial<Table> = {}): Table => ({
  ...{ name: 'figures.xlsx', sheet: 'Sheet1', rows },
  ...own,
});

export const date = (year: number, month: number, day: number): TableCell => ({
  ...{ kind: 'date', day: dayNumber(year, month, day), minute: 0 },
});

export interface Read extends Applied {
  mapping: Mapping;
  /** Rows as lines: `renew-a-permit transactions month 2026-01-01 channel=digital 12`. */
  lines: string[];
  /** All that is said of it. */
  said: string[];
}

/** A table that must not need questions, beyond what is answered. */
export function readAll(given: Table, context: SheetContext = PERMIT, answers: Answers = {}): Read {
  const mapping = recognise(given, context, answers);
  if (mapping.questions.length > 0) throw new Error(JSON.stringify(mapping.questions, null, 1));
  // It is plain data: what is shown and kept is what is applied.
  const applied = applyMapping(given, JSON.parse(JSON.stringify(mapping)) as Mapping);
  return {
    ...applied,
    mapping,
    lines: linesOf(applied),
    said: [...mapping.notes, ...applied.notes].map(({ text }) => text),
  };
}

const linesOf = ({ header, rows }: Pick<Applied, 'header' | 'rows'>): string[] =>
  rows.map((row) =>
    header
      .flatMap((name, at) => {
        const cell = String(row[at] ?? '');
        if (cell === '') return [];
        return ['service', 'measure', 'period', 'start', 'value'].includes(name)
          ? [cell]
          : [`${name}=${cell}`];
      })
      .join(' '),
  );

export const asked = (given: Table, context: SheetContext = PERMIT, answers: Answers = {}): string[] =>
  recognise(given, context, answers).questions.map(({ key }) => key);
