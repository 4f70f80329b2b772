/** The data dictionary: what each column of each file holds. The columns are the import's own; a test finds one without words. */
import { heldColumns } from '../ingest/catalogue/columns.js';
import type { DataFile } from './files.js';
import { MEASUREMENT_COLUMNS } from './measurements.js';

export interface ColumnDescription {
  name: string;
  text: string;
  isAlwaysFilled: boolean;
}

const SUBJECT = {
  subject_type: 'service, organisation, group or portfolio (all services)',
  subject: 'slug of the subject; empty for the portfolio',
};

const WORDS: Record<DataFile['kind'], Readonly<Record<string, string>>> = {
  organisations: {
    slug: 'the organisation’s name in addresses',
    name: 'name',
    description: 'what it is, in a sentence or two',
    abbreviation: 'short name',
    kind: 'department, agency or another word of the publisher’s',
    parent: 'slug of the organisation that it belongs to; empty for a department',
    contact: 'whom to ask',
    closed_on: 'the last day on which it existed',
  },
  services: {
    slug: 'the service’s name in addresses',
    name: 'name',
    organisation: 'slug of the organisation that it belongs to today',
    description: 'what people use it for',
    url: 'where the service is used',
    contact: 'whom to ask',
    opened_on: 'the first day of the service',
    closed_on: 'the last day of the service',
    category: 'kind of transaction',
    customer_type: 'who uses it: individuals, businesses, …',
    business_model: 'who pays for it: taxpayers, fees, …',
    notes_on_costs: 'the publisher’s notes on costs',
    other_notes: 'the publisher’s other notes',
  },
  groups: {
    slug: 'the group’s name in addresses',
    name: 'name',
    description: 'what its services have in common',
    services: 'slugs of its services, separated by spaces',
  },
  measures: {
    key: 'the measure’s name in the other files',
    label: 'name for readers',
    unit: 'unit of its values',
    aggregation:
      'how values add up: flow (over time and services), stock (mean over time, sum over services), histogram (by bucket), exact (never)',
    dimensions: 'what divides it, with the values that may be used: channel=digital phone;page',
  },
  'data-sets': {
    service: 'slug of the service',
    measure: 'key of the measure',
    aggregation: 'how its values add up, where that differs from the measure',
    cadence: 'how often it is published: minute, hour, day, week, month, quarter or year',
    time_zone: 'time zone of its days',
    grace_days: 'days after the end of a period until it is late; empty = as usual for the cadence',
    working_days: 'true where durations count working days',
    suppress_below: 'counts above 0 and below it are not shown; 0 = all are',
    dimension_values: 'the values that it uses, in order: channel=digital phone',
    dimension_labels: 'what values are called: channel=digital:Online phone:"By phone"',
    absent_parts:
      'what a part that was not sent means: zero or missing; empty = as usual (ratings, states and stages are missing, all else is zero)',
    best_rating: '1 or 5: the best rating of its scale; empty = 5',
    basis: 'what is counted',
    method: 'how it is counted',
    source: 'which system it comes from',
    contact: 'whom to ask',
    licence: 'licence, where it differs from that of the platform',
    state: 'published: drafts are in no file',
    ends_on: 'the last day that is expected',
  },
  targets: {
    ...SUBJECT,
    metric: 'key of the metric',
    value: 'what should be reached, in the metric’s unit',
    tolerance: 'how far it may be missed',
    from: 'first day on which it holds',
    to: 'last day on which it holds',
  },
  annotations: {
    ...SUBJECT,
    measure: 'key of the measure, where the remark is about one data set of a service',
    kind: 'NOTE, BREAK where values before and after cannot be compared, or OUTAGE where the service did not work',
    from: 'first day',
    to: 'last day',
    text: 'the remark',
    link: 'where to read more',
  },
  measurements: {
    service: 'slug of the service',
    measure: 'key of the measure',
    period: 'length of the window: minute, hour, day, week, month, quarter or year (12 months)',
    start: 'first day of the window; of hours and minutes its beginning in UTC',
    value: 'the value; empty where there is none',
    status: 'PROVIDED, or why there is no value: NOT_PROVIDED, NOT_APPLICABLE, SUPPRESSED, INCOMPLETE',
    flags:
      'remarks, separated by spaces: PROVISIONAL, REVISED, ESTIMATED, UNFINISHED, LOW_RELIABILITY, BREAK',
  },
};

const measurementColumns: ColumnDescription[] = [
  ...MEASUREMENT_COLUMNS.before,
  'every other column',
  ...MEASUREMENT_COLUMNS.after,
].map((name) => ({
  name,
  text:
    WORDS.measurements[name] ??
    'a dimension, such as channel: the row is of this value only; empty where it is not divided so',
  isAlwaysFilled: (MEASUREMENT_COLUMNS.before as readonly string[]).includes(name) || name === 'status',
}));

/** The columns of a file in their order. `_cy` columns hold the Welsh text. */
export function describeColumns(kind: DataFile['kind']): ColumnDescription[] {
  if (kind === 'measurements') return measurementColumns;
  return heldColumns(kind).map(({ name, needed, text }) => {
    const isWelsh = text?.language === 'cy' || name === 'dimension_labels_cy';
    const words = WORDS[kind][isWelsh ? name.slice(0, -'_cy'.length) : name];
    return {
      name,
      text: words && isWelsh ? `${words}, in Welsh` : words,
      isAlwaysFilled: needed !== undefined,
    };
  });
}
