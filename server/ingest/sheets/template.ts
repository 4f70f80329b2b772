/** What is to be filled in, made ready: the windows that are due, with the rows of last time and room for values. */
import { stringify } from 'csv-stringify/sync';
import type { SheetContext, SheetDataSet } from './context.js';
import { KnownWords } from './known-words.js';
import { windowText } from './mapping.js';
import type { TableCell } from './table.js';
import { windowHeading } from './windows/window-column.js';
import { writeXlsx } from './files/write-xlsx.js';

type Dimensions = Readonly<Record<string, string>>;

interface TemplateRow {
  dataSet: SheetDataSet;
  dimensions: Dimensions;
  last: number | null;
}

/** A row for each combination that was sent last, or is declared; else one for the whole. */
function rowsOf(dataSet: SheetDataSet): TemplateRow[] {
  const { lastRows, declared } = dataSet;
  if (lastRows.length > 0) {
    return lastRows.map(({ dimensions, value }) => ({ dataSet, dimensions, last: value }));
  }
  const [first] = Object.entries(declared);
  if (!first) return [{ dataSet, dimensions: {}, last: null }];
  const [name, values] = first;
  return values.map((value) => ({ dataSet, dimensions: { [name]: value }, last: null }));
}

const dueRows = ({ dataSets }: SheetContext): TemplateRow[] =>
  dataSets.filter(({ due }) => due.length > 0).flatMap(rowsOf);

const namesOf = (rows: readonly TemplateRow[]): string[] => [
  ...new Set(rows.flatMap(({ dimensions }) => Object.keys(dimensions))),
];

/** In the import format, each row without its value. */
export function templateCsv(context: SheetContext): string {
  const rows = dueRows(context);
  const names = namesOf(rows);
  const lines = rows.flatMap(({ dataSet: { service, measure, due }, dimensions }) =>
    due.map(({ period, start }) => [
      ...[service, measure, period, start],
      ...names.map((name) => dimensions[name] ?? ''),
      '',
    ]),
  );
  return stringify([['service', 'measure', 'period', 'start', ...names, 'value'], ...lines]);
}

/** A workbook with a column for each window that is due, named as people name them. */
export async function templateXlsx(context: SheetContext): Promise<Buffer> {
  const rows = dueRows(context);
  const names = namesOf(rows);
  const windows = [
    ...new Map(rows.flatMap(({ dataSet: { due } }) => due.map((one) => [windowText(one), one]))).values(),
  ];
  const words = new KnownWords(context);
  const header: TableCell[] = [
    ...['Service', 'Measure', ...names.map((name) => heading(name, words))],
    ...windows.map(windowHeading),
    'Last sent (for comparison)',
  ];
  const cells = rows.map(({ dataSet, dimensions, last }): TableCell[] => [
    serviceName(dataSet.service, context, words),
    measureName(dataSet.measure, context, words),
    ...names.map((name) => valueName(name, dimensions[name], dataSet, words)),
    ...windows.map(() => null),
    last,
  ]);
  return writeXlsx({ sheet: 'Figures', rows: [header, ...cells] }, [1]);
}

/** A name is used where it reads back as what it is of. */
const heading = (name: string, words: KnownWords): string => {
  const capital = name.charAt(0).toUpperCase() + name.slice(1);
  return words.dimension(capital) === name ? capital : name;
};

function serviceName(slug: string, { services }: SheetContext, words: KnownWords): string {
  const name = services.find((service) => service.slug === slug)?.name ?? slug;
  return words.service(name) === slug ? name : slug;
}

function measureName(key: string, { measures }: SheetContext, words: KnownWords): string {
  const label = measures.find((measure) => measure.key === key)?.label ?? key;
  return words.measure(label) === key ? label : key;
}

function valueName(
  name: string,
  value: string | undefined,
  { labels }: SheetDataSet,
  words: KnownWords,
): TableCell {
  if (value === undefined) return null;
  const label = labels[name]?.[value] ?? value;
  return words.valueOf(name, label) === value ? label : value;
}
