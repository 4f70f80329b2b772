/** The form of the embed page: a plain GET, so that all that is chosen stands in the address. */
import type { ArgumentError } from '../../errors.js';
import { writtenName, NO_COMPARISON, writtenChoice } from '../../modules/request-words.js';
import { html, type HtmlPart, type Markup } from '../../../components/view/html.js';
import { BETWEEN_DATES, pickerView } from '../../../components/view/picker.js';
import { chartOptions, COMPARISONS, periodOptions, splitSelect, VIEWS } from '../figure/figure-form.js';
import { FIGURE_PARAMETERS } from '../figure/figure-query.js';
import { periodWord } from '../../../components/formatting/periods.js';
import type { PageQuestion } from '../frame/answers.js';
import { checkboxHtml, inputHtml, selectHtml, type Option } from '../frame/fields.js';
import { hrefTo } from '../frame/site.js';
import { WAY_TEXTS, waysOf } from './codes.js';
import type { Embedded } from './embedded.js';
import { PARTS } from './settings.js';

const LEVELS: Option[] = [1, 2, 3, 4, 5, 6].map((level) => ({ value: String(level), text: `h${level}` }));

const THEMES: Option[] = [
  { value: 'page', text: 'As your page has them' },
  { value: 'dark', text: 'Dark' },
  { value: 'colours', text: 'Your own' },
];

const FILES: Option[] = [
  { value: 'platform', text: 'This platform' },
  { value: 'pinned', text: 'This platform, pinned (SRI)' },
  { value: 'own', text: 'Your own site (SRI)' },
];

const PART_TEXTS: Record<(typeof PARTS)[number], string> = {
  'no-chart': 'No chart',
  'no-table': 'No table',
  'no-download': 'No downloads',
};

const LANGUAGES: Option[] = [
  { value: '', text: 'English' },
  { value: 'cy', text: 'Welsh, where there is any' },
];

const RANGES: Option[] = pickerView({}, 'en').range.choices.filter(
  ({ value }) => value !== BETWEEN_DATES && value !== '',
);

/** Fields that are typed into, by parameter. */
const LABELS = {
  surface: 'Ground, like #1d1d2b',
  ink: 'Text',
  link: 'Links',
  'chart-height': 'Height of the chart, pixels',
  page: 'Address of your page',
  width: 'Width there, pixels',
  height: 'Height of a frame, pixels',
} as const;

/** What stands in a field: as it was typed, also where it is wrong. */
type Typed = (name: string) => string;

/** What is wrong with which field. */
interface Wrong {
  name: string;
  text: string;
}

const wrongOf = ({ argument, message }: ArgumentError): Wrong => {
  const name = writtenName(argument);
  const label =
    Object.entries(LABELS)
      .find(([known]) => known === name)?.[1]
      .split(',')[0] ?? name;
  return { name, text: message.startsWith(name) ? message : `${label} ${message}` };
};

type Field = (name: keyof typeof LABELS, type?: 'text' | 'number') => Markup;

const fieldsWith =
  (typed: Typed, wrong: Wrong | null): Field =>
  (name, type = 'text') =>
    inputHtml(name, LABELS[name], typed(name), { type, problem: wrong?.name === name ? wrong.text : null });

function figureFields({ figure }: Embedded, typed: Typed, question: PageQuestion): Markup {
  const { period, compareTo } = figure!.answer.series.question;
  const charts = chartOptions(figure!, question);
  const compared = compareTo ? writtenChoice(compareTo) : NO_COMPARISON;
  return html`<div class="app-fields app-fields--wide">
      ${selectHtml('period', 'Period', periodOptions(figure!, question), periodWord(period))}
      ${selectHtml('range', 'How far back', [{ value: '', text: 'What suits it' }, ...RANGES], typed('range'))}
      ${selectHtml('compare-to', 'Compare with', COMPARISONS, compared)} ${splitSelect(figure!, question)}
      ${charts.length > 1 && selectHtml('chart', 'Drawn as', [{ value: '', text: 'What suits it' }, ...charts], typed('chart'))}
      ${selectHtml('view', 'Show', VIEWS, typed('view'))}
      ${selectHtml('heading-level', 'Level of its heading', LEVELS, typed('heading-level') || '2')}
      ${selectHtml('lang', 'Language', LANGUAGES, typed('lang'))}
    </div>
    ${partsHtml(
      PARTS.map((part) => [part, PART_TEXTS[part]]),
      typed,
    )}`;
}

const partsHtml = (parts: readonly (readonly [string, string])[], typed: Typed): Markup =>
  html`<div class="app-checks">
    ${parts.map(([name, text]) => checkboxHtml(name, 'true', text, typed(name) === 'true'))}
  </div>`;

const dashboardFields = (typed: Typed): Markup =>
  html`<div class="app-fields app-fields--wide">
      ${selectHtml('heading-level', 'Level of its first heading', LEVELS, typed('heading-level') || '2')}
    </div>
    ${partsHtml([['no-picker', 'No choice of time and comparison']], typed)}`;

const lookFields = (typed: Typed, field: Field): Markup =>
  html`<div class="app-fields app-fields--wide">
      ${selectHtml('theme', 'Colours', THEMES, typed('theme') || 'page')} ${field('surface')} ${field('ink')}
      ${field('link')} ${field('chart-height', 'number')}
    </div>
    <p class="govuk-hint app-hint">The three colours count with “Your own”; the others follow from them.</p>
    ${partsHtml([['compact', 'Compact: less space, a lower chart']], typed)}`;

function pageFields(embedded: Embedded, typed: Typed, field: Field): Markup {
  const ways = waysOf(embedded).map((way) => ({ value: way, text: WAY_TEXTS[way].name }));
  return html`<div class="app-fields app-fields--wide">
    ${selectHtml('way', 'Embedded as', ways, typed('way') || 'element')} ${field('page')}
    ${field('width', 'number')} ${embedded.frame && field('height', 'number')}
    ${selectHtml('files', 'Script from', FILES, typed('files') || 'platform')}
  </div>`;
}

const group = (legend: string, content: HtmlPart): Markup =>
  html`<fieldset class="app-group">
    <legend class="app-group__legend">${legend}</legend>
    ${content}
  </fieldset>`;

/** What an address says and no field of this form does: it stays. */
const UNSEEN = FIGURE_PARAMETERS.filter(
  (name) => !['period', 'range', 'compare-to', 'by', 'chart', 'view', 'lang'].includes(name),
);

/** @param problem what is wrong with what was typed */
export function embedForm(
  embedded: Embedded,
  question: PageQuestion,
  problem: ArgumentError | null = null,
): Markup {
  const { query, site } = question;
  const typed: Typed = (name) => query.get(name) ?? '';
  const field = fieldsWith(typed, problem && wrongOf(problem));
  const kept = ['of', 'whole', ...UNSEEN].filter((name) => typed(name) !== '');
  return html`<form
    class="app-panel"
    action="${hrefTo(site)('/embed')}"
    method="get"
    aria-label="How it is embedded"
  >
    ${kept.map((name) => html`<input type="hidden" name="${name}" value="${typed(name)}" />`)}
    ${group('What it shows', embedded.figure ? figureFields(embedded, typed, question) : dashboardFields(typed))}
    ${group('How it looks', lookFields(typed, field))}
    ${group('Your page', pageFields(embedded, typed, field))}
    <button class="govuk-button app-button" type="submit">Show</button>
  </form>`;
}

/** What is wrong with a field, above the form: it leads to the field. */
export function problemHtml(problem: ArgumentError): Markup {
  const { name, text } = wrongOf(problem);
  return html`<div class="app-notice app-notice--problem" role="alert">
    <p class="govuk-body"><strong>There is a problem</strong></p>
    <p class="govuk-body"><a class="govuk-link" href="#${name}">${text}</a></p>
  </div>`;
}
