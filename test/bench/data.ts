/**
 * Generated data, the same in every run: 734 services of which one has 4,000 days, three have 48 months of four
 * measures, and the others 21 quarters by channel and yearly costs, with the gaps that published data has. All of it
 * lies in the past, so that no answer depends on the day of the run.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addMonths, dayNumber } from '../../server/metrics/calendar.js';
import { formatStart } from '../../server/metrics/periods.js';
import { Chance } from './random.js';

export const SERVICES = 734;
export const DAILY = 'service-0000';
export const MONTHLY = ['service-0001', 'service-0002', 'service-0003'];
/** The 12 months of which the list of services is asked for. */
export const LIST_START = '2012-04-01';

const ORGANISATIONS = 40;
const DAYS = 4000;
const FIRST_DAY = dayNumber(2013, 6, 3);
const FIRST_MONTH = dayNumber(2020, 1);
const MONTHS = 48;
const FIRST_QUARTER = dayNumber(2008, 1);
const QUARTERS = 21;

export const slugOf = (index: number): string => `service-${String(index).padStart(4, '0')}`;

interface Rows {
  organisations: string[];
  services: string[];
  dataSets: string[];
  measurements: string[];
}

/** The columns of the measurements: service, measure, period, start, value, flags, channel, rating. */
function measured(
  service: string,
  measure: string,
  period: string,
  start: number,
  value: number | string,
  { flags = '', channel = '', rating = '' } = {},
): string {
  return `${service},${measure},${period},${formatStart('day', start)},${value},${flags},${channel},${rating}`;
}

/** Every hundredth day is not there, every 333rd does not apply; the newest 30 are provisional. */
function daily({ dataSets, measurements }: Rows, chance: Chance): void {
  dataSets.push(`${DAILY},transactions,flow,day,Daily feed`);
  for (let day = 0; day < DAYS; day++) {
    if (day % 100 === 50) continue;
    const value = day % 333 === 200 ? '[z]' : chance.whole(800, 1200) + day;
    const flags = day >= DAYS - 30 ? 'provisional' : '';
    measurements.push(measured(DAILY, 'transactions', 'day', FIRST_DAY + day, value, { flags }));
  }
}

/** What a dashboard of a service shows. The second service lacks two months of each measure. */
function monthly({ dataSets, measurements }: Rows, service: string, place: number, chance: Chance): void {
  for (const measure of ['transactions', 'starts', 'completions', 'ratings']) {
    dataSets.push(`${service},${measure},flow,month,Monthly return`);
  }
  for (let month = 0; month < MONTHS; month++) {
    if (place === 1 && (month === 20 || month === 33)) continue;
    const start = addMonths(FIRST_MONTH, month);
    const flags = month === MONTHS - 1 ? 'provisional' : '';
    const add = (
      measure: string,
      value: number,
      dimension: { channel?: string; rating?: string } = {},
    ): void =>
      void measurements.push(measured(service, measure, 'month', start, value, { flags, ...dimension }));
    add('transactions', chance.whole(9_000, 11_000) + 150 * month, { channel: 'digital' });
    add('transactions', chance.whole(5_000, 6_000) - 40 * month, { channel: 'non-digital' });
    const starts = chance.whole(20_000, 22_000) + 100 * month;
    add('starts', starts);
    add('completions', Math.round(starts * (0.6 + 0.004 * month)));
    // Far enough from one another for a change to be a clear one.
    for (let rating = 1; rating <= 5; rating++) {
      add('ratings', 2_000 + rating * rating * 40 * (month + 10), { rating: String(rating) });
    }
  }
}

/** Of 25 services one has no data; others lack quarters, do not know their channels, or report a caseload. */
function quarterly({ dataSets, measurements }: Rows, index: number, chance: Chance): void {
  if (index % 25 === 24) return;
  const service = slugOf(index);
  const aggregation = index % 67 === 10 ? 'stock' : 'flow';
  dataSets.push(`${service},transactions,${aggregation},quarter,Quarterly return`);
  const size = 10 ** (2 + 4 * chance.next());
  const unknownUntil = index % 3 === 0 ? QUARTERS : index % 7 === 0 ? QUARTERS - 2 : 0;
  const gap = index % 6 === 5 ? chance.whole(QUARTERS - 6, QUARTERS - 1) : -1;
  for (let quarter = 0; quarter < QUARTERS; quarter++) {
    if (quarter === gap) continue;
    const start = addMonths(FIRST_QUARTER, 3 * quarter);
    const flags = quarter === QUARTERS - 1 && index % 10 === 1 ? 'provisional' : '';
    const add = (channel: string, value: number): void =>
      void measurements.push(
        measured(service, 'transactions', 'quarter', start, Math.round(value), { flags, channel }),
      );
    const value = size * (0.9 + 0.2 * chance.next());
    if (quarter < unknownUntil) add('unspecified', value);
    else {
      add('digital', value * 0.6 + 1);
      add('non-digital', value * 0.4 + 1);
    }
  }
  if (index % 4 !== 1) return;
  dataSets.push(`${service},cost,flow,year,Quarterly return`);
  for (const year of index % 12 === 1 ? [2011] : [2011, 2012]) {
    const cost = Math.round(size * chance.whole(2, 40));
    measurements.push(measured(service, 'cost', 'year', dayNumber(year, 4), cost));
  }
}

function rows(services: number): Rows {
  const chance = new Chance(734);
  const all: Rows = { organisations: [], services: [], dataSets: [], measurements: [] };
  for (let index = 0; index < ORGANISATIONS; index++) {
    all.organisations.push(`organisation-${index},Organisation ${index},department`);
  }
  for (let index = 0; index < services; index++) {
    all.services.push(
      `${slugOf(index)},Applications of kind ${index},organisation-${index % ORGANISATIONS},help-${index}@example.org`,
    );
  }
  daily(all, chance);
  MONTHLY.forEach((service, place) => monthly(all, service, place, chance));
  for (let index = 1 + MONTHLY.length; index < services; index++) quarterly(all, index, chance);
  return all;
}

const write = (path: string, header: string, lines: readonly string[]): string => {
  writeFileSync(path, `${header}\n${lines.join('\n')}\n`);
  return path;
};

/**
 * Writes the files of the answers' database; gives the arguments of `perfplat import`.
 *
 * @param count of services, four of them those with days and months
 */
export function writeAnswerFiles(directory: string, count = SERVICES): string[] {
  const { organisations, services, dataSets, measurements } = rows(count);
  const file = (name: string): string => join(directory, name);
  return [
    '--organisations',
    write(file('organisations.csv'), 'slug,name,kind', organisations),
    '--services',
    write(file('services.csv'), 'slug,name,organisation,contact', services),
    '--data-sets',
    write(file('data-sets.csv'), 'service,measure,aggregation,cadence,source', dataSets),
    '--measurements',
    write(file('measurements.csv'), 'service,measure,period,start,value,flags,channel,rating', measurements),
  ];
}

const CHANNELS = ['digital', 'face-to-face', 'paper', 'phone'];
const IMPORT_SERVICES = 50;
const IMPORT_DAYS = 1000;

export interface ImportFiles {
  rows: number;
  /** As `perfplat import --measurements` reads them. */
  measurements: string;
  /** The same rows as the table `observation` holds them, in the same order. */
  bare: string;
}

/**
 * 4,000 measurements of each of the first services (200,000 of 50): in the order of the table's key, or in none.
 */
export function writeImportFiles(
  directory: string,
  isSorted: boolean,
  services = IMPORT_SERVICES,
): ImportFiles {
  const chance = new Chance(5);
  const first = dayNumber(2015, 1);
  const all: [string, string][] = [];
  for (let index = 0; index < services; index++) {
    CHANNELS.forEach((channel, place) => {
      for (let day = first; day < first + IMPORT_DAYS; day++) {
        const value = chance.whole(0, 5000);
        all.push([
          `${slugOf(index)},transactions,day,${formatStart('day', day)},${channel},${value}`,
          `${index * CHANNELS.length + place + 1},2,${day},${value},0,0,1`,
        ]);
      }
    });
  }
  if (!isSorted) chance.shuffle(all);
  const name = `${isSorted ? 'sorted' : 'unsorted'}-${services}`;
  const bare = join(directory, `${name}-bare.csv`);
  writeFileSync(bare, `${all.map(([, row]) => row).join('\n')}\n`);
  const measurements = write(
    join(directory, `${name}.csv`),
    'service,measure,period,start,channel,value',
    all.map(([row]) => row),
  );
  return { rows: all.length, measurements, bare };
}
