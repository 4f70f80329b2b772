/** What a data set says of itself, as fields of a form: read from what is stored, and made a row of the import's file. */
import type { DataSet } from '../../../entities/index.js';
import { ABSENT_PARTS } from '../../../metrics/definitions.js';
import { RECORDED_PERIODS } from '../../../metrics/periods.js';

export interface SettingField {
  /** As the import's file calls it. */
  name: string;
  label: string;
  hint?: string;
  control: 'text' | 'lines' | 'number' | 'date' | { value: string; text: string }[];
  read(dataSet: DataSet): string;
}

const CADENCES: Record<(typeof RECORDED_PERIODS)[number], string> = {
  minute: 'Every minute',
  hour: 'Hourly',
  day: 'Daily',
  week: 'Weekly',
  month: 'Monthly',
  quarter: 'Quarterly',
  year: 'Yearly',
};

const ABSENT: Record<(typeof ABSENT_PARTS)[number], string> = {
  zero: 'That there were none',
  missing: 'That the number is not known',
};

const STATES: Record<string, string> = {
  published: 'Everybody',
  draft: 'Nobody yet: it is a draft',
};

const BEST_RATING: SettingField = {
  name: 'best_rating',
  label: 'The best rating of the scale',
  control: [
    { value: '', text: 'Not said' },
    { value: '5', text: '5 is very satisfied' },
    { value: '1', text: '1 is very satisfied' },
  ],
  read: ({ bestRating }) => String(bestRating ?? ''),
};

const ALL: readonly SettingField[] = [
  {
    name: 'state',
    label: 'Who sees the numbers',
    hint: 'A draft is there for who may fill it, and for tokens that read drafts.',
    control: Object.entries(STATES).map(([value, text]) => ({ value, text })),
    read: ({ state }) => state,
  },
  {
    name: 'source',
    label: 'Where the numbers come from',
    hint: 'The system or the survey, like “case system”.',
    control: 'text',
    read: ({ source }) => source ?? '',
  },
  {
    name: 'method',
    label: 'How they are made',
    hint: 'What is counted, from when to when, and what is not in it.',
    control: 'lines',
    read: ({ method }) => method ?? '',
  },
  {
    name: 'basis',
    label: 'What they rest on',
    hint: 'For example: all cases, or a sample of one in ten.',
    control: 'text',
    read: ({ basis }) => basis ?? '',
  },
  {
    name: 'contact',
    label: 'Whom readers can ask',
    hint: 'An address that a team reads. It is shown to everybody.',
    control: 'text',
    read: ({ contact }) => contact ?? '',
  },
  {
    name: 'licence',
    label: 'Licence',
    hint: 'Under which others may use the numbers. Leave it empty where it is that of this site.',
    control: 'text',
    read: ({ licence }) => licence ?? '',
  },
  {
    name: 'cadence',
    label: 'How often they are published',
    control: RECORDED_PERIODS.map((value) => ({ value, text: CADENCES[value] })),
    read: ({ cadence }) => cadence,
  },
  {
    name: 'time_zone',
    label: 'Time zone',
    hint: 'In which days begin and end, like Europe/London.',
    control: 'text',
    read: ({ timeZone }) => timeZone,
  },
  {
    name: 'grace_days',
    label: 'Days after the end of a period until they are late',
    hint: 'Leave it empty for the usual time.',
    control: 'number',
    read: ({ graceDays }) => String(graceDays ?? ''),
  },
  {
    name: 'suppress_below',
    label: 'Hide counts below',
    hint: 'Small counts could tell of single people. 0 hides none.',
    control: 'number',
    read: ({ suppressBelow }) => String(suppressBelow),
  },
  {
    name: 'absent_parts',
    label: 'What it means where a category was not sent',
    control: [
      { value: '', text: 'As usual for the dimension' },
      ...ABSENT_PARTS.map((value) => ({ value, text: ABSENT[value] })),
    ],
    read: ({ absentParts }) => absentParts ?? '',
  },
  {
    name: 'ends_on',
    label: 'The last day that numbers are published of',
    hint: 'Where they will not go on. Leave it empty otherwise.',
    control: 'date',
    read: ({ endsOn }) => endsOn ?? '',
  },
];

export const settingFields = ({ measureKey }: Pick<DataSet, 'measureKey'>): readonly SettingField[] =>
  measureKey === 'ratings' ? [...ALL, BEST_RATING] : ALL;

export type Settings = Readonly<Record<string, string>>;

export const settingsOf = (dataSet: DataSet): Settings =>
  Object.fromEntries(settingFields(dataSet).map(({ name, read }) => [name, read(dataSet)]));

export interface ChangedSettings {
  /** What somebody changed. */
  row: Settings;
  /** Of that, what somebody else has changed since the form was shown: fields and what they are now. */
  clashes: Settings;
}

/** What somebody changed of what they were shown; fields that they left alone stay as they are now. */
export function changedSettings(shown: Settings, sent: Settings, now: Settings): ChangedSettings {
  const row = Object.entries(sent).filter(([name, value]) => name in now && value.trim() !== shown[name]);
  const clashes = row.filter(([name, value]) => now[name] !== shown[name] && now[name] !== value.trim());
  return {
    row: Object.fromEntries(row.map(([name, value]) => [name, value.trim()])),
    clashes: Object.fromEntries(clashes.map(([name]) => [name, now[name]])),
  };
}
