/** What reading somebody's spreadsheet needs to know of the service that it is of. */
import { textIn } from '../../metrics/definitions.js';
import { formatStart, type Window } from '../../metrics/periods.js';
import type { SheetContext, SheetDataSet, SheetWindow } from '../../ingest/sheets/context.js';
import type { DataSetEntry } from '../../store/catalogue.js';
import type { ReachedService } from '../../store/reach.js';
import type { SignedInQuestion } from './answers.js';
import { endedAfter, heldByCadence } from './typed-values.js';
import { serviceName } from './words.js';

/** Newest windows that tell how a data set is usually sent. */
const WINDOWS_TOLD = 12;

const sheetWindow = ({ recorded, start }: Window): SheetWindow => ({
  period: recorded,
  start: formatStart(recorded, start),
});

async function dataSetOf(
  slug: string,
  { entity, facts }: DataSetEntry,
  { reading, now }: SignedInQuestion,
): Promise<SheetDataSet> {
  const held = await heldByCadence(facts, reading);
  const newest = held.at(-1);
  const labels = Object.entries(entity.dimensionLabels).map(([dimension, own]) => [
    dimension,
    Object.fromEntries(Object.entries(own).map(([value, text]) => [value, textIn(text, 'en')])),
  ]);
  return {
    service: slug,
    measure: facts.measure,
    cadence: facts.cadence,
    timeZone: facts.timeZone,
    declared: facts.declared,
    labels: Object.fromEntries(labels) as SheetDataSet['labels'],
    bestRating: entity.bestRating,
    score: null,
    latest: held
      .slice(-WINDOWS_TOLD)
      .reverse()
      .map(({ window }) => sheetWindow(window)),
    due: newest ? endedAfter(newest.window, facts.timeZone, now.getTime()).map(sheetWindow) : [],
    lastRows: (newest?.observations ?? []).map(({ series, value }) => ({
      dimensions: series.dimensions,
      value,
    })),
  };
}

export async function sheetContext(
  { service, measures }: ReachedService,
  question: SignedInQuestion,
): Promise<SheetContext> {
  const { catalogue } = question.reading;
  const isReached = (measure: string): boolean => measures?.has(measure) ?? true;
  const entries = catalogue.dataSetsOf(service.id).filter(({ facts }) => isReached(facts.measure));
  const dataSets: SheetDataSet[] = [];
  for (const entry of entries) dataSets.push(await dataSetOf(service.slug, entry, question));
  return {
    services: [{ slug: service.slug, name: serviceName(service) }],
    measures: catalogue.measures
      .filter(({ key }) => isReached(key))
      .map(({ key, texts, unit, dimensions }) => ({
        ...{ key, label: textIn(texts.label, 'en'), dimensions },
        unit: unit as SheetContext['measures'][number]['unit'],
      })),
    dataSets,
    now: question.now,
  };
}
