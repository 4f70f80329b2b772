/** Measurements in the import format: read data set by data set, so that no file is ever in memory as a whole. */
import type { Service } from '../store/subject.js';
import type { Reading } from '../loaders/reading.js';
import { formatStart, type Window } from '../metrics/periods.js';
import { flagBits, flagsOf, SENT_FLAGS } from '../metrics/status.js';
import type { SeriesFacts } from '../metrics/rows/splits.js';
import { record } from './records.js';

type Entry = ReturnType<Reading['catalogue']['dataSetsOf']>[number];

/** Columns of every file of measurements; those of dimensions stand before `value`. */
export const MEASUREMENT_COLUMNS = {
  before: ['service', 'measure', 'period', 'start'],
  after: ['value', 'status', 'flags'],
} as const;

const SENT_BITS = flagBits(SENT_FLAGS);

/** At most as many digits as the import takes: older values may have more. */
const written = (value: number | null): number | null => value && Number(value.toPrecision(15));

const byMeasure = (a: Entry, b: Entry): number => (a.facts.measure < b.facts.measure ? -1 : 1);

/** The names of all dimensions of some data sets by which there is a row, in order. */
async function dimensionsOf(series: readonly SeriesFacts[], reading: Reading): Promise<string[]> {
  const there = await reading.seriesThere(series);
  return namesIn(there);
}

/** The names of all dimensions, in order. */
export const namesIn = (series: readonly SeriesFacts[]): string[] =>
  [...new Set(series.flatMap(({ names }) => names))].sort();

interface WrittenRow {
  service: string;
  measure: string;
  window: Window;
  split: Readonly<Record<string, string>>;
  value: number | null;
  status: string;
  /** A bit set (status.ts). */
  flags: number;
}

/** A row, with a column for each of the dimensions. */
export function measurementRecord(row: WrittenRow, dimensions: readonly string[]): string {
  const { service, measure, window, split, value, status, flags } = row;
  return record([
    ...[service, measure, window.recorded, formatStart(window.recorded, window.start)],
    ...dimensions.map((name) => split[name]),
    ...[written(value), status, flagsOf(flags & SENT_BITS).join(' ')],
  ]);
}

export const measurementHeader = (dimensions: readonly string[]): string =>
  record([...MEASUREMENT_COLUMNS.before, ...dimensions, ...MEASUREMENT_COLUMNS.after]);

async function dataSetCsv(
  { facts }: Entry,
  { slug }: Service,
  dimensions: readonly string[],
  reading: Reading,
): Promise<string> {
  let text = '';
  for (const { window, observations } of await reading.publicWindows(facts)) {
    const about = { service: slug, measure: facts.measure, window };
    for (const { series, value, status, flags } of observations) {
      text += measurementRecord({ ...about, split: series.dimensions, value, status, flags }, dimensions);
    }
  }
  return text;
}

/** The measurements of services: the header, then a text for each data set. All of these are looked at beforehand. */
export function measurementsCsv(services: readonly Service[], reading: Reading): AsyncGenerator<string> {
  const own = services.map((service) => ({
    service,
    entries: reading.catalogue.dataSetsOf(service.id).sort(byMeasure),
  }));
  const series = own.flatMap(({ entries }) =>
    entries.flatMap(({ facts }) => reading.snapshot.series.get(facts.id) ?? []),
  );
  async function* written(): AsyncGenerator<string> {
    const dimensions = await dimensionsOf(series, reading);
    yield measurementHeader(dimensions);
    for (const { service, entries } of own) {
      for (const entry of entries) yield await dataSetCsv(entry, service, dimensions, reading);
    }
  }
  return written();
}
