import type { Language, Unit } from '../formatting/types.js';

/** What controls, table and downloads are called. */
export interface DetailsTexts {
  pointInTime: string;
  line: string;
  others: (n: number) => string;
  whichOther: string;
  period: string;
  change: string;
  coverage: string;
  downtime: string;
  downFor: (time: string) => string;
  value: string;
  share: string;
  shareOfFirst: (first: string) => string;
  /** What rows are, by dimension, where its key does not say. */
  dimensions: Readonly<Record<string, string>>;
  caption: (title: string, period: string, unit: string) => string;
  /** By the attribute's word, where that is no English. */
  periods: Readonly<Record<string, string>>;
  units: Readonly<Record<Unit, string>>;
  details: (hasTable: boolean, hasDefinition: boolean, hasFiles: boolean) => string;
  definition: string;
  workedOut: (formula: string) => string;
  files: string;
  links: Readonly<Record<'page' | 'csv' | 'json' | 'svg' | 'png', string>>;
  received: (date: string) => string;
}

const ENGLISH: DetailsTexts = {
  pointInTime: 'Point in time',
  line: 'Show values for',
  others: (n) => `${n} others`,
  whichOther: 'Which of the others',
  period: 'Period',
  change: 'Change',
  coverage: 'Coverage',
  downtime: 'Time down',
  downFor: (time) => `down for ${time}`,
  value: 'Value',
  share: 'Share',
  shareOfFirst: (first) => `Share of “${first}”`,
  dimensions: { le: 'Range' },
  caption: (title, period, unit) => `${title}, by ${period} (${unit})`,
  periods: { 'financial-year': 'financial year', 'rolling-year': 'rolling 12 months' },
  units: {
    count: 'number',
    '£': 'pounds',
    '%': 'per cent',
    'per 1,000': 'per 1,000',
    s: 'hours, minutes and seconds',
    ms: 'seconds and milliseconds',
    days: 'days',
    'working days': 'working days',
  },
  details: (hasTable, hasDefinition, hasFiles) => {
    const parts = [hasTable && 'table', hasDefinition && 'definition', hasFiles && 'downloads'].filter(
      Boolean,
    );
    const last = parts.pop() || 'more';
    const text = parts.length ? `${parts.join(', ')} and ${last}` : last;
    return text.charAt(0).toUpperCase() + text.slice(1);
  },
  definition: 'What this measures',
  workedOut: (formula) => `How it is worked out: ${formula}`,
  files: 'Downloads and more',
  links: {
    page: 'More about this figure',
    csv: 'Download the data (CSV)',
    json: 'Data for programs (JSON)',
    svg: 'Download the picture (SVG)',
    png: 'The picture for documents (PNG)',
  },
  received: (date) => `data received ${date}`,
};

/** Welsh: add texts here; until then readers get English. */
const WELSH: Partial<DetailsTexts> = {};

export const detailsTexts = (lang: Language): DetailsTexts =>
  lang === 'cy' ? { ...ENGLISH, ...WELSH } : ENGLISH;
