/** The fields of a metric: what it is called, how it is worked out, what readers are told. */
import { DIRECTIONS, UNITS } from '../../../metrics/definitions.js';
import { PERIODS } from '../../../metrics/periods.js';
import { writtenChoice } from '../../../modules/request-words.js';
import type { Subject } from '../../../store/subject.js';
import { attr, html, type Markup } from '../../../../components/view/html.js';
import { PERIOD_TEXTS } from '../../figure/figure-query.js';
import type { Option } from '../../frame/fields.js';
import type { BuildQuestion } from '../answers.js';
import { choiceOf, type FieldFacts, textOf, inputOf } from '../fields.js';
import type { FieldProblem } from '../problems.js';
import { type Category, categoriesOf, measureOptions, measuresOf } from './measures.js';
import { metricLabel } from './metric-labels.js';
import {
  kindIn,
  type MetricWords,
  type Side,
  tickName,
  weightName,
  type FormulaKind,
} from './metric-words.js';

const KIND_TEXTS: Readonly<Record<FormulaKind, [label: string, hint: string]>> = {
  ratio: ['A ratio', 'One number divided by another: a share in %, so many per 1,000, or a cost per case'],
  total: ['A total', 'The sum of what was sent'],
  mean: ['A mean', 'A sum divided by how many there were: minutes of all calls by calls'],
  score: ['A score', 'Answers weighed: “yes” counts 100, “no” counts 0'],
  quantile: ['A median or another quantile', 'The value that half of all cases, or nine in ten, stay below'],
  shareWithin: ['A share within a target', 'How many cases took no longer than the target says'],
};

const DIRECTION_TEXTS: Readonly<Record<(typeof DIRECTIONS)[number], string>> = {
  HIGHER_IS_BETTER: 'Higher is better',
  LOWER_IS_BETTER: 'Lower is better',
  NEUTRAL: 'Neither: it only says how much',
};

export interface MetricContext {
  question: BuildQuestion;
  /** Of whom the figures are that the preview shows, and whose measures there are to choose from. */
  subject: Subject;
  problems: readonly FieldProblem[];
  owners: readonly Option[];
  /** It is stored: its key stays. */
  isStored: boolean;
}

type Facts = (word: string, hint?: string) => FieldFacts;

const kindHtml = ({ words }: MetricWords, problems: readonly FieldProblem[]): Markup => {
  const wrong = problems.filter(({ id }) => id === 'kind');
  return html`<fieldset class="app-question" id="kind">
    <legend class="govuk-heading-m">How it is worked out</legend>
    ${wrong.map(({ message }) => html`<p class="govuk-error-message">${message}</p>`)}
    ${Object.entries(KIND_TEXTS).map(
      ([kind, [label, hint]]) =>
        html`<label class="app-check"
          ><input type="radio" name="kind" value="${kind}" ${attr('checked', words.kind === kind)} />
          <span>${label} <span class="app-muted">${hint}</span></span></label
        >`,
    )}
  </fieldset>`;
};

function categoriesHtml(
  categories: readonly Category[],
  legend: string,
  each: (category: Category) => Markup,
): Markup | false {
  return (
    categories.length > 0 &&
    html`<fieldset class="app-checks">
      <legend>${legend}</legend>
      ${categories.map(each)}
    </fieldset>`
  );
}

const PARTS: Option[] = [
  { value: '', text: 'All of it' },
  { value: 'only', text: 'Only the categories that are ticked' },
  { value: 'except', text: 'All but those that are ticked' },
];

function sideHtml(
  side: Side,
  metric: MetricWords,
  facts: Facts,
  { question, subject }: MetricContext,
): Markup {
  const label = metricLabel(side, 'ratio')!;
  const { catalogue } = question.reading;
  const measure = catalogue.measure(metric.words[side] ?? '');
  const categories = categoriesOf(measure, subject, question);
  const ticked = new Set(metric.ticked[side]);
  return html`<div class="app-build__section">
    ${choiceOf(facts(side), measureOptions(measuresOf(subject, question)))}
    ${
      categories.length > 0
        ? html`${choiceOf(facts(`${side}-part`), PARTS)}
          ${categoriesHtml(
            categories,
            `Categories (${label.toLowerCase()})`,
            ({ name, dimension, label: text }) =>
              html`<label class="app-check"
                ><input
                  type="checkbox"
                  name="${tickName(side)}"
                  value="${name}"
                  ${attr('checked', ticked.has(name))}
                />
                <span>${dimension}: ${text}</span></label
              >`,
          )}`
        : measure === undefined &&
          html`<p class="app-muted">Choose it and press “Show the fields” to pick categories of it.</p>`
    }
  </div>`;
}

function formulaHtml(metric: MetricWords, facts: Facts, context: MetricContext): Markup | false {
  const { question, subject, problems } = context;
  const options = measureOptions(measuresOf(subject, question));
  const ranges = measureOptions(
    measuresOf(subject, question).filter(({ aggregation }) => aggregation === 'histogram'),
  );
  switch (kindIn(metric.words)) {
    case undefined:
      return false;
    case 'total':
      return choiceOf(facts('measure'), options);
    case 'mean':
      return html`${choiceOf(facts('sum'), options)} ${choiceOf(facts('count'), options)}`;
    case 'shareWithin':
      return choiceOf(facts('measure', 'The target is that of the subject.'), ranges);
    case 'quantile':
      return html`${choiceOf(facts('measure'), ranges)}
      ${inputOf(facts('percent', '50 is the median, 90 what nine in ten stay below'), 'number')}`;
    case 'ratio':
      return html`${sideHtml('numerator', metric, facts, context)}
      ${sideHtml('denominator', metric, facts, context)}
      ${choiceOf(facts('scale'), [
        { value: '', text: 'As it comes out, like a cost per case' },
        { value: '100', text: 'A percentage' },
        { value: '1000', text: 'So many per 1,000' },
      ])}`;
    case 'score': {
      const measure = question.reading.catalogue.measure(metric.words.measure ?? '');
      const wrong = problems.filter(({ id }) => id === 'weights');
      return html`${choiceOf(facts('measure'), options)}
        <div id="weights">
          ${wrong.map(({ message }) => html`<p class="govuk-error-message">${message}</p>`)}
          ${
            categoriesHtml(
              categoriesOf(measure, subject, question),
              'What each answer counts; empty: it is left out',
              ({ name, dimension, label }) =>
                inputOf({
                  ...{
                    id: `weight-${name.replace(/[^a-z0-9]+/gi, '-')}`,
                    name: weightName(name),
                    problems: [],
                  },
                  ...{ label: `${dimension}: ${label}`, value: metric.weights[name] },
                }),
            ) || html`<p class="app-muted">Choose it and press “Show the fields” to weigh its answers.</p>`
          }
        </div>`;
    }
  }
}

function textsHtml(facts: Facts, { owners, isStored }: MetricContext, metric: MetricWords): Markup {
  const { words } = metric;
  const directions = DIRECTIONS.map((each) => ({ value: writtenChoice(each), text: DIRECTION_TEXTS[each] }));
  const more = [
    'default-period',
    'cases',
    'shortfall',
    'companions',
    'breakdown-by',
    'label-cy',
    'description-cy',
    'caveats-cy',
  ];
  const carried = ['periods', 'breakdown-metric', 'breakdown-top', 'cases-cy', 'shortfall-cy'];
  return html`${textOf(facts('description', 'One sentence; without one readers see the formula.'), 2)}
    ${choiceOf(facts('unit'), [{ value: '', text: 'What follows from the formula' }, ...UNITS.map((unit) => ({ value: unit, text: unit }))])}
    ${choiceOf({ ...facts('direction'), value: words.direction ?? 'neutral' }, directions)}
    ${textOf(facts('caveats', 'A line for each'), 2)}
    ${choiceOf(
      facts('owner'),
      owners.filter(({ value }) => value !== ''),
    )}
    ${
      isStored
        ? html`<input type="hidden" name="key" value="${words.key ?? ''}" />`
        : inputOf(
            facts(
              'key',
              'Small letters, digits and hyphens; if it is empty, it follows from what it is called.',
            ),
          )
    }
    <details
      class="app-more"
      ${attr(
        'open',
        more.some((word) => words[word] !== undefined),
      )}
    >
      <summary class="app-more__summary">More choices</summary>
      ${choiceOf(facts('default-period'), [{ value: '', text: 'What suits it' }, ...PERIODS.map((each) => ({ value: writtenChoice(each), text: PERIOD_TEXTS[each] }))])}
      ${inputOf(facts('cases', 'claims'))} ${inputOf(facts('shortfall', '{n} of {of} claims were late'))}
      ${inputOf(facts('companions', 'Their names in addresses, with blanks between them'))}
      ${inputOf(facts('breakdown-by', 'The dimension that it is split by'))} ${inputOf(facts('label-cy'))}
      ${textOf(facts('description-cy'), 2)}
      ${textOf(facts('caveats-cy', 'In the same order; - where there is none'), 2)}
    </details>
    ${carried.map((word) => words[word] !== undefined && html`<input type="hidden" name="${word}" value="${words[word]}" />`)}`;
}

export function metricFields(metric: MetricWords, context: MetricContext): Markup {
  const { problems } = context;
  const kind = kindIn(metric.words);
  const facts: Facts = (word, hint) => ({
    ...{ id: word, name: word, label: metricLabel(word, kind) ?? word, value: metric.words[word], problems },
    ...(hint !== undefined && { hint }),
  });
  return html`${inputOf(facts('label'))} ${kindHtml(metric, problems)} ${formulaHtml(metric, facts, context)}
    <button class="govuk-button govuk-button--secondary" type="submit" name="do" value="fields">
      Show the fields
    </button>
    ${kind !== undefined && textsHtml(facts, context, metric)}`;
}
