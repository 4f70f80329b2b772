/** The enums of the API: the words of the engine, described. */
import { registerEnumType } from 'type-graphql';
import { type VERDICTS } from '../metrics/comparison/change.js';
import { type LEFT_OUT_REASONS } from '../metrics/comparison/day-sides.js';
import { type DIRECTIONS } from '../metrics/definitions.js';
import { type FRESHNESS_STATES } from '../metrics/freshness.js';
import { type COMPARISONS, type PERIODS } from '../metrics/periods.js';
import { type CHART_KINDS, type SCALES, type SIZES, type VIEW_KINDS } from '../metrics/presentation.js';
import { type RANGES } from '../metrics/ranges.js';
import { type VALUE_FLAGS, type VALUE_STATUSES } from '../metrics/status.js';
import type { SubjectKind } from '../metrics/subject-kinds.js';

const enumOf = <Word extends string>(words: readonly Word[]): { [Key in Word]: Key } =>
  Object.fromEntries(words.map((word) => [word, word])) as { [Key in Word]: Key };

function register<Word extends string>(
  name: string,
  description: string,
  words: Record<Word, string>,
): { [Key in Word]: Key } {
  const values = enumOf(Object.keys(words) as Word[]);
  const valuesConfig = Object.fromEntries(
    Object.entries<string>(words).map(([word, text]) => [word, { description: text }]),
  );
  registerEnumType(values, { name, description, valuesConfig } as Parameters<typeof registerEnumType>[1]);
  return values;
}

/** The descriptions of all words of a list: a missing or foreign word does not compile. */
type Described<Words extends readonly string[]> = Record<Words[number], string>;

export const PeriodEnum = register('Period', 'The length of a window of time.', {
  MINUTE: 'A minute; only for measures of the moment.',
  HOUR: 'An hour, in UTC.',
  DAY: 'A day in the time zone of the data.',
  WEEK: 'A week, from Monday.',
  MONTH: 'A calendar month.',
  QUARTER: 'Three months from 1 January, April, July or October.',
  YEAR: 'A calendar year.',
  FINANCIAL_YEAR: 'Twelve months from 1 April.',
  ROLLING_YEAR: 'Twelve months from the first day of any month.',
} satisfies Described<typeof PERIODS>);

export const ComparisonEnum = register('Comparison', 'What a window is compared with.', {
  PREVIOUS_PERIOD: 'The window of the same length that ends where this one begins.',
  PREVIOUS_YEAR: 'The window a year earlier.',
} satisfies Described<typeof COMPARISONS>);

export const RangeEnum = register(
  'Range',
  'How far back a module goes, whatever the length of its windows.',
  {
    LAST_3_MONTHS: 'The newest windows that make up three months, at least one.',
    LAST_12_MONTHS: 'The newest windows that make up twelve months, at least one.',
    LAST_3_YEARS: 'The newest windows that make up three years, at least one.',
    ALL: 'From the first value on.',
  } satisfies Described<typeof RANGES>,
);

export const ChartKindEnum = register('ChartKind', 'How a module is drawn.', {
  LINE: 'A line over time.',
  STACKED: 'The parts of each window, one on the other.',
  SHARE: 'The parts of each window as shares of 100%.',
  BAR: 'The values of one window as bars.',
  FUNNEL: 'The stages of one window, each as a share of the first.',
  MULTIPLES: 'A small line chart for each line.',
  UPTIME:
    'A strip with a cell for each window, darker the further its percentage falls short of 100%, with its incidents.',
} satisfies Described<typeof CHART_KINDS>);

export const ScaleEnum = register('Scale', 'What the small charts of a module have in common.', {
  OWN: 'Each has a scale of its own.',
  SHARED: 'All have one scale.',
} satisfies Described<typeof SCALES>);

export const SizeEnum = register('Size', 'How much of a row of a dashboard something takes.', {
  FULL: 'All of it.',
  TWO_THIRDS: 'Two thirds.',
  HALF: 'Half of it: two stand beside each other.',
  THIRD: 'A third: three stand beside each other.',
} satisfies Described<typeof SIZES>);

export const ViewKindEnum = register('ViewKind', 'What of a module is shown.', {
  CHART: 'The figure, its chart, and the table to open.',
  TABLE: 'The figure and its table.',
  FIGURE: 'The figure alone.',
} satisfies Described<typeof VIEW_KINDS>);

export const LineRoleEnum = register('LineRole', 'What a line of a series shows.', {
  PRIMARY: 'The values themselves.',
  COMPARISON: 'The values of the windows that they are compared with.',
  TARGET: 'The target that holds in each window.',
});

export const ValueStatusEnum = register('ValueStatus', 'Whether there is a value, and if not why.', {
  PROVIDED: 'There is a value.',
  NOT_PROVIDED: 'No value was provided.',
  NOT_APPLICABLE: 'There is nothing to have a value of.',
  SUPPRESSED: 'The value, or one that it needs, is too small to be published.',
  INCOMPLETE: 'Some of the parts that the value needs are missing.',
} satisfies Described<typeof VALUE_STATUSES>);

export const ValueFlagEnum = register('ValueFlag', 'What a reader must know about a value.', {
  PROVISIONAL: 'May still change.',
  REVISED: 'Replaces a value that was published before.',
  ESTIMATED: 'Was estimated, not counted.',
  UNFINISHED: 'The window is not over, or was not when the value came.',
  LOW_RELIABILITY: 'Rests on too few answers to be compared.',
  BREAK: 'Parts of the window cannot be compared with each other.',
  MIXED: 'Adds caseloads to counts of transactions.',
  INCONSISTENT: 'What was delivered contradicts itself: parts of more than the whole.',
  PARTIAL: 'Fewer than half of the services expected, or less than half of the volume, is in it.',
  DRAFT: 'Rests on a data set that is not published: nobody sees it but tokens that may read drafts.',
} satisfies Described<typeof VALUE_FLAGS>);

export const DirectionEnum = register('Direction', 'Which way of a metric is good.', {
  HIGHER_IS_BETTER: 'Higher is better.',
  LOWER_IS_BETTER: 'Lower is better.',
  NEUTRAL: 'Neither: a change is neither good nor bad.',
} satisfies Described<typeof DIRECTIONS>);

export const VerdictEnum = register('Verdict', 'What a change means.', {
  BETTER: 'A change for the better.',
  WORSE: 'A change for the worse.',
  SAME: 'No more than half a percent, or 0.05 points.',
  NEUTRAL: 'A change that is neither good nor bad.',
  UNCLEAR: 'No change can be shown, or it is within what chance would make of such samples.',
} satisfies Described<typeof VERDICTS>);

export const LeftOutReasonEnum = register(
  'LeftOutReason',
  'Why windows beside a day count on neither of its sides.',
  {
    DAY: 'They hold the day.',
    OUTAGE: 'They lie under an annotation of an outage.',
    NO_VALUE: 'They have no value.',
    UNFINISHED: 'Their value was received before they ended.',
    FEW_SERVICES: 'They have values from fewer than half as many services as the best window.',
  } satisfies Described<typeof LEFT_OUT_REASONS>,
);

export const FreshnessStateEnum = register('FreshnessState', 'Whether data is up to date.', {
  FRESH: 'Nothing has ended since the newest value.',
  DUE: 'A period has ended; its value is not late yet.',
  LATE: 'A period has ended, and so has the time to deliver its value.',
  STOPPED: 'Late by four periods or more (two if yearly), and by at least 90 days.',
  NEVER: 'There never was a value.',
  ENDED: 'No more values are expected.',
} satisfies Described<typeof FRESHNESS_STATES>);

export const SubjectKindEnum = register('SubjectKind', 'What kind of thing has metrics.', {
  SERVICE: 'A service.',
  ORGANISATION: 'The services of an organisation and of all below it.',
  GROUP: 'Closely related services.',
  PORTFOLIO: 'All services, or those that match a filter.',
} satisfies Record<SubjectKind, string>);

export const LanguageEnum = register('Language', 'A language of texts.', {
  en: 'English.',
  cy: 'Welsh; English where there is no Welsh text.',
});
export type Language = keyof typeof LanguageEnum;

export const ServiceOrderFieldEnum = register('ServiceOrderField', 'What services are sorted by.', {
  NAME: 'Their names.',
  ORGANISATION: 'The names of their organisations, then their own.',
  METRIC: 'A figure; services without one come last.',
  CHANGE: 'The change of a figure, in percent, of percentages in points; services without one come last.',
});
export type ServiceOrderField = keyof typeof ServiceOrderFieldEnum;

export const SortDirectionEnum = register('SortDirection', 'Which end comes first.', {
  ASC: 'The smallest, or first in the alphabet; of changes the worst, of a metric without a direction the largest fall.',
  DESC: 'The largest, or last in the alphabet; of changes the best, of a metric without a direction the largest rise.',
});
export type SortDirection = keyof typeof SortDirectionEnum;

export const AnnotationKindEnum = register('AnnotationKind', 'What a remark says.', {
  NOTE: 'Something that helps to read the values.',
  BREAK: 'Values from then on cannot be compared with earlier ones.',
  OUTAGE: 'The service did not work, or not as usual: left out where a before and an after are compared.',
});
