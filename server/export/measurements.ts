/** Measurements in the import format: read data set by data set, so that no file is ever in memory as a whole. */
import type { Service } from '../store/subject.js';
import type { Reading } from '../loaders/reading.js';
import { formatStart } from '../metrics/periods.js';
import { flagBits, flagsOf, SENT_FLAGS } from '../metrics/status.js';
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

/** The names of all dimensions of some data sets, in order. */
function dimensionsOf(entries: readonly Entry[], { snapshot }: Reading): string[] {
  const series = entries.flatMap(({ facts }) => snapshot.series.get(facts.id) ?? []);
  return [...new Set(series.flatMap(({ names }) => names))].sort();
}

async function dataSetCsv(
  { facts }: Entry,
  { slug }: Service,
  dimensions: readonly string[],
  reading: Reading,
): Promise<string> {
  let text = '';
  for (const { window, observations } of await reading.publicWindows(facts)) {
    const about = [slug, facts.measure, window.recorded, formatStart(window.recorded, window.start)];
    for (const { series, value, status, flags } of observations) {
      const split = dimensions.map((name) => series.dimensions[name]);
      text += record([...about, ...split, written(value), status, flagsOf(flags & SENT_BITS).join(' ')]);
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
  const dimensions = dimensionsOf(
    own.flatMap(({ entries }) => entries),
    reading,
  );
  async function* written(): AsyncGenerator<string> {
    yield record([...MEASUREMENT_COLUMNS.before, ...dimensions, ...MEASUREMENT_COLUMNS.after]);
    for (const { service, entries } of own) {
      for (const entry of entries) yield await dataSetCsv(entry, service, dimensions, reading);
    }
  }
  return written();
}
