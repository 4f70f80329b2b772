/**
 * The sentences that the server writes (freshness, reasons, narrative), by language. Not for the browser: these
 * words would weigh on every page that embeds a figure.
 *
 * A language is data: what it does not say is said in English, sentence by sentence.
 */
import type { Language, Period } from '../../components/formatting/types.js';
import type { Forms } from '../../components/formatting/words.js';

const EN = {
  // Freshness
  dataTo: 'data to {end}',
  received: '{data}, received {date}',
  nextDue: 'next due by {date}',
  firstDue: 'first due by {date}',
  awaitedDue: '{period} is due by {date}',
  lateSince: 'Late: {period} was due by {date}',
  late: 'Late',
  stopped: 'No new data since {end}',
  wasDueBy: 'was due by {date}',
  newData: 'new data',
  never: 'No data has been provided yet',
  ended: 'No longer updated',
  latestIs: 'the latest data is for {period}',
  upToDate: '{n} of {of} {what} up to date',
  counts: {
    due: '{n} due',
    late: '{n} late',
    stopped: '{n} stopped',
    never: '{n} without data',
    ended: '{n} no longer updated',
  },

  // Why there is no change
  noChange: 'No change is shown because {why}.',
  reasons: {
    CURRENT_MISSING: 'there is no value for {current}',
    PREVIOUS_MISSING: 'there is no value for {previous}',
    NO_MATCH: 'no service has a value in both {current} and {previous}',
    FEW_MATCHED: 'the services with a value in both periods carry only {share} of the volume of {window}',
    BREAK: 'the way the figures are made changed on {date}',
    LOW_RELIABILITY: 'one of the periods has {responses}, fewer than {minimum}',
    UNFINISHED: 'the current period, {current}, is not finished',
    NOT_COMPARABLE: '{current} and {previous} cannot be compared',
  },
  responses: { one: 'only {n} response', other: 'only {n} responses' } as Forms,

  // Lists
  columnPeriod: 'most services publish it {by}',
  byPeriod: {
    MINUTE: 'by minute',
    HOUR: 'by hour',
    DAY: 'by day',
    WEEK: 'by week',
    MONTH: 'by month',
    QUARTER: 'by quarter',
    YEAR: 'by calendar year',
    FINANCIAL_YEAR: 'by financial year',
    ROLLING_YEAR: 'for 12 months',
  } as Record<Period, string>,

  // Narrative
  inPeriod: {
    MINUTE: 'at {period}',
    HOUR: 'from {period}',
    DAY: 'on {period}',
    WEEK: 'in the week {period}',
    MONTH: 'in {period}',
    QUARTER: 'from {period}',
    YEAR: 'in {period}',
    FINANCIAL_YEAR: 'from {period}',
    ROLLING_YEAR: 'in {period}',
  } as Record<Period, string>,
  countedRange: '{n} {points} to {end}',
  theRange: 'the {period}',
  points: {
    MINUTE: { one: 'minute', other: 'minutes' },
    HOUR: { one: 'hour', other: 'hours' },
    DAY: { one: 'day', other: 'days' },
    WEEK: { one: 'week', other: 'weeks' },
    MONTH: { one: 'month', other: 'months' },
    QUARTER: { one: 'quarter', other: 'quarters' },
    YEAR: { one: 'year', other: 'years' },
    FINANCIAL_YEAR: { one: 'financial year', other: 'financial years' },
    ROLLING_YEAR: { one: 'point', other: 'points' },
  } as Record<Period, Forms>,
  latest: {
    one: '{label} for {name} was {value} {in}',
    other: '{label} for {name} were {value} {in}',
  } as Forms,
  basedOn: ', based on {coverage}',
  carrying: ', carrying {share}',
  withResponses: { one: ', with {n} response', other: ', with {n} responses' } as Forms,
  scoreScale: '; {low} is everyone {lowest} and {high} everyone {highest}',
  largestDrop:
    '; the largest drop in {what} is between {from} and {to}: {n} fewer, {share} of those at {from}',
  largestPart: '; the largest part is {part}, with {share}',
  highestLowest: '; the highest is {high} ({highest}) and the lowest {low} ({lowest})',
  noValue: {
    one: '{label} for {name} has no value {in}{why}',
    other: '{label} for {name} have no value {in}{why}',
  } as Forms,
  noValues: {
    one: '{label} for {name} has no values to show{why}',
    other: '{label} for {name} have no values to show{why}',
  } as Forms,
  why: ' ({why})',
  missingInputs: '{names} not provided',
  obstacles: {
    DIFFERENT_RANGES: {
      services: 'services count in different ranges',
      parts: 'its parts count in different ranges',
    },
    DIFFERENT_DAYS: 'some services count working days and others all days',
    ONLY_BY: 'provided by {split} only: ask for it by {split}',
  },
  sameServices: {
    one: 'Every point is of the same {n} service, with {share} of the newest volume',
    other: 'Every point is of the same {n} services, with {share} of the newest volume',
  } as Forms,
  noSameServices: 'No service has a value at every point',
  newest: 'The newest value is {value}, {in}',
  changed: 'That is {change}{verdict}',
  unchanged: 'There is {change}{verdict}',
  matched: {
    one: 'Like for like, the {n} service with a value in both periods is {change}{verdict}',
    other: 'Like for like, the {n} services with a value in both periods are {change}{verdict}',
  } as Forms,
  matchedSame: {
    one: 'Like for like, there is {change} for the {n} service with a value in both periods',
    other: 'Like for like, there is {change} for the {n} services with a value in both periods',
  } as Forms,
  changeOf: {
    one: 'The change is of the {n} service with a value in both periods',
    other: 'The change is of the {n} services with a value in both periods',
  } as Forms,
  verdict: { BETTER: ', which is better', WORSE: ', which is worse', SAME: ', about the same' },
  unclear: ', which is no clear change',
  counting: 'it counts {coverage}',
  mixed: {
    one: 'it includes caseloads of {n} service ({value})',
    other: 'it includes caseloads of {n} services ({value})',
  } as Forms,
  wasDue: '{period} was due by {date} and has not arrived',
  servicesLate: {
    one: 'data of {n} service is late',
    other: 'data of {n} services is late',
  } as Forms,
  servicesStopped: {
    one: 'data of {n} service has stopped coming',
    other: 'data of {n} services has stopped coming',
  } as Forms,
  isLate: 'new data is late',
  noneSince: 'there has been no new data since {end}, though it was due by {date}',
  notUpdated: 'it is no longer updated',
  lowReliability: 'it rests on too few responses to be reliable',
  flags: {
    PROVISIONAL: 'it is provisional',
    ESTIMATED: 'it is an estimate',
    UNFINISHED: 'the period is not finished',
    INCONSISTENT: 'its parts add up to more than its total',
    PARTIAL: 'it is of less than half of the services or of their volume',
    DRAFT: 'it is a draft that is not published',
  },
  broken: 'figures before {date} are made in another way',
  brokenHere: 'it is made in another way than earlier figures',
  dominating: 'one service, {name}, makes up {share} of the figure',
  targetLine: 'Target',
  yearEarlier: 'A year earlier',
  periodBefore: {
    MINUTE: 'The minute before',
    HOUR: 'The hour before',
    DAY: 'The day before',
    WEEK: 'The week before',
    MONTH: 'The month before',
    QUARTER: 'The quarter before',
    YEAR: 'The year before',
    FINANCIAL_YEAR: 'The financial year before',
    ROLLING_YEAR: 'The 12 months before',
  } as Record<Period, string>,

  // Before and after a day
  dayNote: 'Before and after {date}',
  beforeAndAfter: {
    one: '{label} for {name} was {before} in the {beforeLabel} and {after} in the {afterLabel}: {change}',
    other: '{label} for {name} were {before} in the {beforeLabel} and {after} in the {afterLabel}: {change}',
  } as Forms,
  inInterval: ' (95% interval {interval})',
  interval: '{low} to {high}',
  intervalNote: '95% interval of the difference: {interval}.',
  sideOfDay: { before: '{n} {points} before {date}', after: '{n} {points} after {date}' },
  aPeriod: {
    MINUTE: '{value} a minute',
    HOUR: '{value} an hour',
    DAY: '{value} a day',
    WEEK: '{value} a week',
    MONTH: '{value} a month',
    QUARTER: '{value} a quarter',
    YEAR: '{value} a year',
    FINANCIAL_YEAR: '{value} a financial year',
    ROLLING_YEAR: '{value} in 12 months',
  } as Record<Period, string>,
  onAverage: '{value} on average',
  matchedServices: {
    one: 'Like for like: {n} of {of} services has a value throughout.',
    other: 'Like for like: {n} of {of} services have a value throughout.',
  } as Forms,
  leftOutNote: 'Left out: {periods}.',
  leftOutPeriod: '{period} ({why})',
  leftOutReasons: {
    DAY: 'holds the day',
    OUTAGE: 'outage',
    NO_VALUE: 'no value',
    UNFINISHED: 'received before it ended',
    FEW_SERVICES: 'values of few services',
  },
  noVerdict: 'No interval is shown because {why}.',
  notCompared: 'Not compared before and after {date}: {why}.',
  dayReasons: {
    NOT_ADDED: '{measures} are counted anew in each period, so that periods cannot be taken together',
    OUT_OF_RANGE: 'the day is not within the time that is shown',
    NO_WINDOWS: 'there is no whole period with a value on both sides of the day',
    NO_MATCH: 'no service has a value in all periods on both sides of the day',
    FEW_MATCHED: 'the services with a value in all periods carry only {share} of the volume {side} the day',
    BREAK: 'the way the figures are made changed on {date}',
    LOW_RELIABILITY: 'one of the sides has {responses}, fewer than {minimum}',
    NOT_COMPARABLE: 'the values of the two sides cannot be compared',
    ONE_WINDOW: 'there is only one {point} on a side, which says nothing of how much the values vary',
  },
  sides: { before: 'before', after: 'after' },
  neverAdded: 'Counted for its own windows only, and never added',
  notExpected: '{why}: not expected in this period',
  targetMet: 'The target of {target} is met',
  targetMissed: 'The target of {target} is not met',
  compared: {
    all: 'shown',
    withValue: 'with a value',
    final: 'with a complete and final value',
  },
  extremes:
    'Of the {n} {points} {which}, the highest was {periodHigh} ({high}) and the lowest {periodLow} ({low})',
  fullAndLowest: 'It was {value} in {whole} of the {n} {points} {which}; the lowest was {periodLow} ({low})',
  steady: 'It was {value} in each of the {n} {points} shown',
  gap: 'There is no value for {periods}',
  and: '{first} and {second}',
  gaps: {
    one: '{n} of the {of} {points} shown has no value',
    other: '{n} of the {of} {points} shown have no value',
  } as Forms,
  magnitudes: ['thousand', 'million', 'billion', 'trillion'],
};

export type Sentences = typeof EN;

/** Welsh: add sentences here. */
const CY: Partial<Sentences> = {};

/** The sentences of a language; of an unknown one, English. */
export const sentencesOf = (lang: Language): Sentences => (lang === 'cy' ? { ...EN, ...CY } : EN);
