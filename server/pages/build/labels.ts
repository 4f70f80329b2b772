/** What the editor's form calls its fields and their choices: messages and lists of changes call them the same. */
import { writtenChoice } from '../../modules/request-words.js';
import { CHART_TEXTS } from '../figure/figure-form.js';
import { PERIOD_TEXTS } from '../figure/figure-query.js';
import type { Option } from '../frame/fields.js';
import { splitName } from './words.js';

const DASHBOARD = {
  title: 'Title',
  description: 'What it is for',
  slug: 'Address',
  subject: 'What it is about',
  owner: 'Whose it is',
  'title-cy': 'Title in Welsh',
  'description-cy': 'What it is for, in Welsh',
  'is-own-page': 'Page of its subject',
};

const SECTION = { title: 'Heading', modules: 'Figures and texts, in order' };

const MODULE = {
  metric: 'What it shows',
  title: 'Title',
  by: 'Split by',
  chart: 'Drawn as',
  period: 'Period',
  'compare-to': 'Compared with',
  last: 'Number of periods',
  size: 'Width',
  top: 'Number of parts, the largest',
  view: 'Show',
  from: 'First period',
  to: 'Up to, but without',
  'same-services': 'Count the same services throughout',
  description: 'What readers should know about it',
  text: 'Text',
  'text-cy': 'Text in Welsh',
  subject: 'Another subject',
  'title-cy': 'Title in Welsh',
  'description-cy': 'What readers should know about it, in Welsh',
};

const LABELS = { dashboard: DASHBOARD, section: SECTION, module: MODULE } as const;
type Part = keyof typeof LABELS;

/** What a field is called; one without a name of its own as it is written. */
export const fieldLabel = (part: Part, word: string): string =>
  (LABELS[part] as Readonly<Record<string, string>>)[word] ?? splitName(word);

export const sectionLabel = (at: number): string => `Heading of section ${at + 1}`;

const written = (texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(texts).map(([key, text]) => [writtenChoice(key), text]));

const CHOICES = {
  period: written(PERIOD_TEXTS),
  chart: written(CHART_TEXTS),
  'compare-to': { 'previous-year': 'A year earlier', 'previous-period': 'The period before' },
  size: { full: 'Full width', 'two-thirds': 'Two thirds', half: 'Half', third: 'A third' },
  view: { chart: 'Chart and table', table: 'Table', figure: 'Figure alone' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What a choice is called; what is none as it is written. */
export const choiceText = (word: string, value: string): string =>
  (CHOICES as Readonly<Record<string, Readonly<Record<string, string>>>>)[word]?.[value] ?? value;

/** What a field is called that says nothing. */
const UNSET: Readonly<Record<string, string>> = {
  period: 'What suits it',
  chart: 'What suits it',
  size: 'What suits it',
  view: CHOICES.view.chart,
  last: 'As many as suit it',
  'same-services': 'no',
  'is-own-page': 'no',
};

export const unsetText = (word: string): string => UNSET[word] ?? 'Nothing';

/** All choices of a field, after the one that says nothing. */
export const choicesOf = (word: keyof typeof CHOICES): Option[] => [
  { value: '', text: unsetText(word) },
  ...Object.entries(CHOICES[word]).map(([value, text]) => ({ value, text })),
];
