/** A module in the editor: a line of the list, or the form of the one that is open. */
import { fittingPeriods } from '../../engine/fitting-periods.js';
import { CHART_KINDS, BY_SERVICE } from '../../metrics/presentation.js';
import { suitableCharts } from '../../metrics/presentation-rules.js';
import { factsOf, STORED_WORDS, writtenChoice, writtenName } from '../../modules/request-words.js';
import type { MetricDefinition, Subject } from '../../store/subject.js';
import { lowerFirst } from '../../wording/phrases.js';
import { attr, html, type Markup } from '../../../components/view/html.js';
import { CHART_TEXTS } from '../figure/figure-form.js';
import { PERIOD_TEXTS } from '../figure/figure-query.js';
import type { Option } from '../frame/fields.js';
import { moduleId } from './actions.js';
import type { BuildQuestion } from './answers.js';
import { type DraftModule, isText } from './draft.js';
import { choiceOf, type FieldFacts, textOf, inputOf, tickOf } from './fields.js';
import { fieldName } from './form.js';
import { choicesOf, choiceText, fieldLabel, unsetText } from './labels.js';
import { metricsToAdd, splitsWithData } from './picked-metrics.js';
import { type FieldProblem, fieldIds, labelledProblem } from './problems.js';
import { labelOf, metricName, moduleName, splitName, subjectIn } from './words.js';

/** What a module stands in. */
export interface ModuleContext {
  question: BuildQuestion;
  /** What the dashboard is about, as far as that is known. */
  subject: Subject | undefined;
  problems: readonly FieldProblem[];
}

const VIEWS = choicesOf('view').filter(({ value }) => value !== 'chart');

/** A button of the editor, with the name of what it is about for those who hear it alone. */
export const doButton = (
  value: string,
  label: string,
  of: string,
  { isDisabled = false }: { isDisabled?: boolean } = {},
): Markup =>
  html`<button
    class="app-build__button"
    type="submit"
    name="do"
    value="${value}"
    ${attr('aria-disabled', isDisabled && 'true')}
  >
    ${label}<span class="govuk-visually-hidden"> ${of}</span>
  </button>`;

function metricOptions({ question, subject }: ModuleContext): Option[] {
  const metrics = subject ? metricsToAdd(subject, question) : question.reading.catalogue.metrics;
  return metrics.map((metric) => ({ value: metric.key, text: labelOf(metric) }));
}

interface Chosen extends ModuleContext {
  /** What the module is about: its own subject, or the dashboard's. */
  about: Subject | undefined;
  metric: MetricDefinition | undefined;
}

function chosenOf({ words }: DraftModule, context: ModuleContext): Chosen {
  const { catalogue } = context.question.reading;
  return {
    ...context,
    about: words.subject === undefined ? context.subject : subjectIn(catalogue, words.subject),
    metric: words.metric === undefined ? undefined : catalogue.metric(words.metric),
  };
}

function periodOptions({ about, metric, question }: Chosen): Option[] {
  const fitting = about && metric ? fittingPeriods(about, metric, question.reading.snapshot) : [];
  const periods = fitting.length > 0 ? fitting : (metric?.periods ?? []);
  return [
    { value: '', text: unsetText('period') },
    ...periods.map((period) => ({ value: writtenChoice(period), text: PERIOD_TEXTS[period] })),
  ];
}

function splitOptions({ about, metric, question }: Chosen): Option[] {
  const splits = about && metric ? splitsWithData(about, metric, question) : [];
  return [{ value: '', text: unsetText('by') }, ...splits.map((by) => ({ value: by, text: splitName(by) }))];
}

function chartOptions({ words }: DraftModule, { metric, question }: Chosen): Option[] {
  const kinds = metric ? suitableCharts(metric, words.by, question.reading.catalogue) : CHART_KINDS;
  return [
    { value: '', text: unsetText('chart') },
    ...kinds.map((kind) => ({ value: writtenChoice(kind), text: CHART_TEXTS[kind] })),
  ];
}

/** The fields that have a control of their own, in the order of the form. */
const FIRST = ['metric', 'title', 'by', 'chart', 'period', 'compare-to', 'last', 'size'];
const MORE = [
  'top',
  'view',
  'from',
  'to',
  'same-services',
  'description',
  'subject',
  'title-cy',
  'description-cy',
];

/** Those of a text. */
const TEXT_FIRST = ['text', 'size'];
const TEXT_MORE = ['text-cy'];

type Field = (
  module: DraftModule,
  facts: (word: string, hint?: string) => FieldFacts,
  chosen: Chosen,
) => Markup | false;

const FIELDS: Readonly<Record<string, Field>> = {
  metric: (_module, facts, chosen) => choiceOf(facts('metric'), metricOptions(chosen)),
  title: (_module, facts, { metric }) =>
    inputOf(facts('title', metric && `If you leave it empty: ${labelOf(metric)}.`)),
  by: (_module, facts, chosen) => choiceOf(facts('by'), splitOptions(chosen)),
  chart: (module, facts, chosen) => choiceOf(facts('chart'), chartOptions(module, chosen)),
  period: (_module, facts, chosen) => choiceOf(facts('period'), periodOptions(chosen)),
  'compare-to': (_module, facts) => choiceOf(facts('compare-to'), choicesOf('compare-to')),
  size: (_module, facts) => choiceOf(facts('size', 'On a phone: full'), choicesOf('size')),
  last: (_module, facts) => inputOf(facts('last'), 'count'),
  top: (_module, facts) => inputOf(facts('top'), 'count'),
  view: (_module, facts) => choiceOf(facts('view'), VIEWS),
  from: (_module, facts) => inputOf(facts('from', 'Its first day, like 2024-04-01')),
  to: (_module, facts) => inputOf(facts('to', 'The first day of a period')),
  'same-services': (_module, facts, { about }) => about?.kind !== 'SERVICE' && tickOf(facts('same-services')),
  description: (_module, facts) => textOf(facts('description'), 2),
  text: (_module, facts) =>
    textOf(facts('text', 'Each line is a paragraph. A link is written [words](https://www.gov.uk).'), 6),
  'text-cy': (_module, facts) => textOf(facts('text-cy'), 6),
  subject: (_module, facts) =>
    inputOf(facts('subject', 'Like service/carers-allowance; empty: that of the dashboard')),
  'title-cy': (_module, facts) => inputOf(facts('title-cy')),
  'description-cy': (_module, facts) => textOf(facts('description-cy'), 2),
};

/** Words that dashboards may store and that have no control of their own here: a plain field each. */
const OTHERS = STORED_WORDS.filter((word) => !(writtenName(word) in FIELDS));

/** Fields that are not shown carry what they hold. */
export const carried = (
  part: 'section' | 'module' | 'dashboard',
  words: Readonly<Record<string, string>>,
  shown: readonly string[] = [],
): Markup[] =>
  Object.entries(words)
    .filter(([word]) => !shown.includes(word))
    .map(([word, value]) => html`<input type="hidden" name="${fieldName(part, word)}" value="${value}" />`);

function openHtml(module: DraftModule, context: ModuleContext): Markup {
  const { slug, words } = module;
  const { problems } = context;
  const chosen = chosenOf(module, context);
  const facts = (word: string, hint?: string): FieldFacts => ({
    ...{
      id: fieldIds.module(slug, word),
      name: fieldName('module', word),
      label: fieldLabel('module', word),
      value: words[word],
      problems,
    },
    ...(hint !== undefined && { hint }),
  });
  const [first, more, others] = isText(words) ? [TEXT_FIRST, TEXT_MORE, []] : [FIRST, MORE, OTHERS];
  const rest = [...more, ...others.map(writtenName)];
  const hasMore = rest.some(
    (word) => words[word] !== undefined || problems.some(({ id }) => id === fieldIds.module(slug, word)),
  );
  const shown = [...first, ...rest];
  const isOfService = chosen.about?.kind === 'SERVICE';
  return html`<div class="app-build__fields">
      ${first.map((word) => FIELDS[word]!(module, facts, chosen))}
    </div>
    <details class="app-more" ${attr('open', hasMore)}>
      <summary class="app-more__summary">More choices</summary>
      <div class="app-build__fields">
        ${more.map((word) => FIELDS[word]!(module, facts, chosen))}
        ${others.map((word) => inputOf(facts(writtenName(word), factsOf(word).stored)))}
      </div>
    </details>
    ${carried('module', words, isOfService ? shown.filter((word) => word !== 'same-services') : shown)}
    ${!isText(words) && html`<p class="app-muted">In addresses it is called <span class="app-break">${slug}</span>.</p>`}`;
}

/** What was chosen, in a line. */
function summary({ words }: DraftModule, { question }: ModuleContext): string {
  const { catalogue } = question.reading;
  const chosen = (word: string): string | undefined =>
    words[word] === undefined ? undefined : lowerFirst(choiceText(word, words[word]));
  if (isText(words)) return ['text', chosen('size')].filter(Boolean).join(', ');
  const { last, top } = words;
  const parts = [
    words.title !== undefined && metricName(catalogue, words.metric),
    words.by && (words.by === BY_SERVICE ? 'each service' : `by ${lowerFirst(splitName(words.by))}`),
    top !== undefined && `largest parts: ${top}`,
    chosen('chart'),
    chosen('period'),
    last !== undefined && `number of periods: ${last}`,
    words['compare-to'] && 'compared',
    chosen('view'),
    chosen('size'),
  ];
  return parts.filter(Boolean).join(', ');
}

export function moduleHtml(module: DraftModule, context: ModuleContext, isOpen: boolean): Markup {
  const { slug, words } = module;
  const name = moduleName(context.question.reading.catalogue, words);
  const problems = context.problems.filter((problem) => problem.module === slug);
  return html`<li
    class="app-build__module${isOpen && ' app-build__module--open'}"
    id="${moduleId(slug)}"
    data-module="${slug}"
  >
    <input type="hidden" name="module" value="${slug}" />
    <div class="app-build__head">
      <h3 class="app-build__name">${name}</h3>
      <p class="app-muted app-build__summary">${summary(module, context)}</p>
    </div>
    ${!isOpen && problems.map((problem) => html`<p class="govuk-error-message">${labelledProblem(problem)}</p>`)}
    ${isOpen ? openHtml(module, context) : carried('module', words)}
    <div class="app-build__buttons">
      ${isOpen ? doButton(`close ${slug}`, 'Done', `with ${name}`) : doButton(`edit ${slug}`, 'Edit', name)}
      ${doButton(`up ${slug}`, 'Up', name)} ${doButton(`down ${slug}`, 'Down', name)}
      ${doButton(`copy ${slug}`, 'Copy', name)} ${doButton(`remove ${slug}`, 'Remove', name)}
    </div>
  </li>`;
}
