/** The states of a module, made from one answer of the platform, for pages that show them side by side. */
import type { FigureData, ModuleData, ValueStatus } from '../components/formatting/types.js';

export interface State {
  name: string;
  /** What to look for. */
  what: string;
  data: ModuleData;
}

const withFigure = (data: ModuleData, more: Partial<FigureData>): ModuleData => ({
  ...data,
  figure: data.figure && { ...data.figure, ...more },
});

const withSentence = (data: ModuleData, narrative: string): ModuleData => ({
  ...data,
  series: data.series && { ...data.series, narrative, summary: '' },
});

/** The newest value is not there, for a reason. */
function without(data: ModuleData, status: ValueStatus, formatted: string): ModuleData {
  const { figure, series } = data;
  const last = (series?.starts.length ?? 0) - 1;
  const lines = series?.lines.map((line) =>
    line.role === 'PRIMARY'
      ? {
          ...line,
          values: line.values.with(last, null),
          statuses: line.statuses.with(last, status),
          flags: line.flags.with(last, []),
        }
      : line,
  );
  const missing = withFigure(data, { value: null, status, formatted, flags: [], change: null, target: null });
  const told = `${data.metric?.label} of ${data.subject?.name}, ${figure?.period.label}: ${formatted.toLowerCase()}.`;
  return withSentence({ ...missing, series: series && { ...series, lines: lines ?? [] } }, told);
}

export const failedData = (data: ModuleData): ModuleData => ({
  ...data,
  figure: null,
  series: null,
  companions: [],
  breakdown: null,
  freshness: null,
  error: { code: 'NOT_FOUND', argument: 'service', message: 'There is no service "carers".' },
});

export const emptyData = (data: ModuleData): ModuleData => ({
  ...data,
  figure: null,
  series: data.series && {
    ...data.series,
    starts: [],
    ends: [],
    lines: [],
    changes: null,
    annotations: [],
    narrative: 'Nothing has been published yet.',
    summary: '',
  },
  companions: [],
  breakdown: null,
  freshness: {
    state: 'NEVER',
    lastReceivedAt: null,
    latestPeriod: null,
    expectedBy: null,
    text: 'No data has been provided yet',
  },
});

export const lateData = (data: ModuleData): ModuleData => ({
  ...data,
  freshness: data.freshness && {
    ...data.freshness,
    state: 'LATE',
    text: 'Late: the next figures were due by 21 May 2014',
  },
});

const stoppedData = (data: ModuleData): ModuleData => ({
  ...data,
  freshness: data.freshness && {
    ...data.freshness,
    state: 'STOPPED',
    text: 'No new data since September 2017; was due by 1 March 2018',
  },
});

/** Longer than any page has room for, one without a place to break. */
const LONG_NAME =
  'Report the presence of a non-native species under the Wildlife and Countryside Act (Scotland, Northern Ireland and Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch)';

export function statesOf(data: ModuleData): State[] {
  const { subject } = data;
  return [
    { name: 'Ready', what: 'Everything is there and in time.', data },
    { name: 'Late', what: 'The newest figures should be there and are not.', data: lateData(data) },
    { name: 'Stopped', what: 'Nothing has come for long after it was due.', data: stoppedData(data) },
    {
      name: 'Missing',
      what: 'The newest value was not provided: words, never 0.',
      data: without(data, 'NOT_PROVIDED', 'Not provided'),
    },
    {
      name: 'Suppressed',
      what: 'A count so small that it could tell about a person.',
      data: without(data, 'SUPPRESSED', 'Suppressed (fewer than 10)'),
    },
    {
      name: 'Incomplete',
      what: 'Some parts of the period are not there.',
      data: without(data, 'INCOMPLETE', 'Incomplete: 2 of 3 months'),
    },
    {
      name: 'Low reliability',
      what: 'So few responses that no change is claimed.',
      data: withFigure(data, { flags: ['LOW_RELIABILITY'], change: null }),
    },
    {
      name: 'Provisional and revised',
      what: 'Flags are said in words.',
      data: withFigure(data, { flags: ['PROVISIONAL', 'REVISED'] }),
    },
    { name: 'Empty', what: 'Nothing has ever been published.', data: emptyData(data) },
    {
      name: 'A long name',
      what: 'Nothing is cut off, nothing sticks out.',
      data: { ...data, subject: subject && { ...subject, name: LONG_NAME } },
    },
  ];
}
