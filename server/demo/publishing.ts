/**
 * What a data set has published by a day: which windows are out, which of them have been corrected since. Every value
 * depends on its service, measure and window alone; the day decides only whether it is out.
 */
import { addMonths, civilDate, dayStart } from '../metrics/calendar.js';
import {
  alignStart,
  formatStart,
  type Period,
  type RecordedPeriod,
  shiftStart,
  windowEnd,
} from '../metrics/periods.js';
import type { MeasureModel } from './measure-model.js';
import { MEASURE_MODELS } from './measures.js';
import { dayOf } from './rhythm.js';
import { ServiceModel } from './service-model.js';
import type { DataSetSpec, DemoMeasure, ServiceSpec } from './specs.js';

/** One row of measurements. */
export interface Published {
  service: string;
  measure: DemoMeasure;
  period: RecordedPeriod;
  start: string;
  /** What divides the measure, and which part this is; both '' where nothing does. */
  dimension: string;
  part: string;
  value: number | null;
  status: '' | 'NOT_PROVIDED';
  flags: '' | 'REVISED';
}

/** Days as numbers since 1970-01-01. */
export interface Stretch {
  /** No window that starts earlier. */
  from: number;
  /** Only what came out or was corrected after this day; -Infinity = all. */
  since: number;
  /** What is out by the end of this day. */
  until: number;
}

const YEARS = 3;

/** The first day of the demo that is made up to `until`: three years back, at the start of that quarter. */
export const firstDay = (until: number): number => alignStart('QUARTER', addMonths(until, -12 * YEARS));

/** Days on which a window came out and was corrected. */
interface Dates {
  out: number;
  corrected: number;
}

function datesOf({ lagDays = 0, revision }: DataSetSpec, start: number, end: number): Dates {
  const lastDay = end - 1;
  const isCorrected = revision?.month === civilDate(start).month;
  return {
    out: lastDay + lagDays,
    corrected: revision && isCorrected ? lastDay + revision.afterDays : Infinity,
  };
}

/** Every window of a data set in the stretch, with its dates. */
function* windowsOf(
  service: ServiceSpec,
  dataSet: DataSetSpec,
  { from, until }: Stretch,
): Generator<Dates & { start: number; end: number }> {
  const first = Math.max(from, dayOf(service.openedOn), dataSet.from ? dayOf(dataSet.from) : -Infinity);
  const last = Math.min(
    service.closedOn ? dayOf(service.closedOn) : Infinity,
    dataSet.endsOn ? dayOf(dataSet.endsOn) : Infinity,
  );
  const recorded = dataSet.cadence;
  let start = alignStart(recorded.toUpperCase() as Period, first);
  if (start < first) start = shiftStart({ recorded, start }, 1);
  for (;;) {
    const end = windowEnd({ recorded, start });
    const dates = datesOf(dataSet, start, end);
    if (dates.out > until || end - 1 > last) return;
    yield { out: dates.out, corrected: dates.corrected, start, end };
    start = end;
  }
}

function gapAt(
  { gaps = [] }: DataSetSpec,
  start: number,
  end: number,
): 'NOT_PROVIDED' | 'ABSENT' | undefined {
  return gaps.find(({ from, to }) => start <= dayOf(to) && end > dayOf(from))?.how;
}

/** What came out or was corrected in the stretch, service by service and data set by data set. */
export function* published(services: readonly ServiceSpec[], stretch: Stretch): Generator<Published> {
  for (const spec of services) {
    const model = new ServiceModel(spec);
    for (const [measure, dataSet] of publishedDataSets(spec))
      yield* ofDataSet(model, measure, dataSet, stretch);
  }
}

export const publishedDataSets = (spec: ServiceSpec): [DemoMeasure, DataSetSpec][] =>
  Object.entries(spec.dataSets) as [DemoMeasure, DataSetSpec][];

function* ofDataSet(
  model: ServiceModel,
  measure: DemoMeasure,
  dataSet: DataSetSpec,
  stretch: Stretch,
): Generator<Published> {
  for (const by of MEASURE_MODELS[measure]) {
    const of = { model, measure, by };
    yield* ofModel(of, dataSet, stretch);
    if (dataSet.hourlyDays && by.byHour) yield* byTheHour(of, dataSet, stretch);
  }
}

/** A measure of a service, and what generates it. */
interface Modelled {
  model: ServiceModel;
  measure: DemoMeasure;
  by: MeasureModel;
}

function* ofModel(
  { model, measure, by: { dimension = '', generator } }: Modelled,
  dataSet: DataSetSpec,
  stretch: Stretch,
): Generator<Published> {
  const partsIn = generator(model);
  const { since, until } = stretch;
  for (const { start, end, out, corrected } of windowsOf(model.spec, dataSet, stretch)) {
    const isNewlyOut = out > since;
    if (!isNewlyOut && !(corrected > since && corrected <= until)) continue;
    const gap = gapAt(dataSet, start, end);
    if (gap === 'ABSENT') continue;
    const startText = formatStart(dataSet.cadence, start);
    for (const [part, final] of partsIn({ from: start, to: end })) {
      const share = corrected < Infinity ? dataSet.revision?.firstShares[part] : undefined;
      const first = share === undefined ? final : Math.round(final * share);
      const isCorrected = first !== final && corrected <= until && !gap;
      if (!isNewlyOut && !isCorrected) continue;
      // Written out: spreading what the rows have in common takes most of the time of a large demo.
      yield {
        service: model.spec.slug,
        measure,
        period: dataSet.cadence,
        start: startText,
        dimension,
        part,
        value: gap ? null : isCorrected ? final : first,
        status: gap ?? '',
        flags: isCorrected ? 'REVISED' : '',
      };
    }
  }
}

const ZONE = 'Europe/London';

/** The newest days once more, hour by hour. */
function* byTheHour(
  { model, measure, by: { dimension = '', generator, byHour } }: Modelled,
  { hourlyDays = 0 }: DataSetSpec,
  { since, until }: Stretch,
): Generator<Published> {
  const [partsIn, divide] = [generator(model), byHour!(model)];
  for (let day = Math.max(until - hourlyDays, since) + 1; day <= until; day++) {
    const begins = dayStart(ZONE, day);
    const hours = (dayStart(ZONE, day + 1) - begins) / 60;
    const divided = divide(day, partsIn({ from: day, to: day + 1 }), hours);
    for (const [hour, parts] of divided.entries()) {
      const start = formatStart('hour', begins + hour * 60);
      for (const [part, value] of parts) {
        const row = { service: model.spec.slug, measure, period: 'hour' as const, start, dimension, part };
        yield { ...row, value, status: '', flags: '' };
      }
    }
  }
}

/** The newest day after `since` and up to `until` on which something that was out already is corrected. */
export function newestCorrection(services: readonly ServiceSpec[], stretch: Stretch): number | undefined {
  let newest = -Infinity;
  for (const spec of services) {
    for (const [, dataSet] of publishedDataSets(spec)) {
      if (!dataSet.revision) continue;
      for (const { corrected } of windowsOf(spec, dataSet, stretch)) {
        if (corrected > stretch.since && corrected <= stretch.until) newest = Math.max(newest, corrected);
      }
    }
  }
  return newest === -Infinity ? undefined : newest;
}
