/** What somebody may fill, as far as reading their table needs it. Plain data. */
import type { Unit } from '../../metrics/definitions.js';
import type { RecordedPeriod } from '../../metrics/periods.js';

export interface SheetContext {
  /** Services that measurements may be sent of. */
  services: readonly { slug: string; name: string }[];
  /** Measures that they may be of. */
  measures: readonly SheetMeasure[];
  /** Those of these services that are there. */
  dataSets: readonly SheetDataSet[];
  /** The clock: what begins later is no window of anything. */
  now: Date;
}

interface SheetMeasure {
  key: string;
  label: string;
  unit: Unit;
  /** `values`: those that may be used; absent = any. */
  dimensions: readonly { name: string; values?: readonly string[] }[];
}

export interface SheetDataSet {
  /** The slug of its service. */
  service: string;
  /** The key of its measure. */
  measure: string;
  cadence: RecordedPeriod | null;
  timeZone: string;
  /** Declared values by dimension, in order. */
  declared: Readonly<Record<string, readonly string[]>>;
  /** What values are called in English, by dimension and value. */
  labels: Readonly<Record<string, Readonly<Record<string, string>>>>;
  bestRating: 1 | 5 | null;
  /** Its usual satisfaction score (0–100); null where there is none. */
  score: number | null;
  /** The newest windows with values, newest first. */
  latest: readonly SheetWindow[];
  /** The windows that are over, or asked for, and have no value yet, oldest first. */
  due: readonly SheetWindow[];
  /** What was sent of the newest window: a row for each combination of dimension values. */
  lastRows: readonly { dimensions: Readonly<Record<string, string>>; value: number | null }[];
}

export interface SheetWindow {
  period: RecordedPeriod;
  /** As the import format has it: `2026-07-01`. */
  start: string;
}

export const dataSetOf = (
  { dataSets }: Pick<SheetContext, 'dataSets'>,
  service: string | undefined,
  measure: string | undefined,
): SheetDataSet | undefined => dataSets.find((one) => one.service === service && one.measure === measure);

/** How often the data sets of these services and measures come. */
export function cadencesOf(
  context: SheetContext,
  services: readonly string[],
  measures: readonly string[],
): RecordedPeriod[] {
  const all = services.flatMap((service) =>
    measures.flatMap((measure) => dataSetOf(context, service, measure)?.cadence ?? []),
  );
  return [...new Set(all)];
}

/** The values that a dimension of a measure can have; undefined = any. */
export function valuesOf(
  context: SheetContext,
  measure: string,
  dimension: string,
): readonly string[] | undefined {
  const declared = context.dataSets.filter((one) => one.measure === measure && one.declared[dimension]);
  const own = context.measures
    .find(({ key }) => key === measure)
    ?.dimensions.find(({ name }) => name === dimension);
  if (declared.length === 0) return own?.values;
  return [...new Set([...declared.flatMap((one) => one.declared[dimension]), ...(own?.values ?? [])])];
}
