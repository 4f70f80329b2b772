/** On pages of several services: which lead, which trail, which changed most, by the figures that have a direction. */
import { nameOf } from '../../wording/names.js';
import type { FigureAnswer } from '../../engine/evaluation.js';
import { largestChanges, leastCases, ranking } from '../../engine/rankings.js';
import type { MetricDefinition, Subject } from '../../store/subject.js';
import { defaultColumn } from '../../loaders/default-figure.js';
import { inputsOf, textIn } from '../../metrics/definitions.js';
import { rulesOf } from '../../metrics/figure.js';
import { isRanked } from '../../metrics/presentation-rules.js';
import { isOwnMetric } from '../../modules/default-dashboard.js';
import { figurePath } from '../../../components/formatting/paths.js';
import { formatPeriod, periodWord } from '../../../components/formatting/periods.js';
import { lowerFirst } from '../../wording/phrases.js';
import { html, type Markup } from '../../../components/view/html.js';
import type { PageQuestion } from '../frame/answers.js';
import { hrefTo } from '../frame/site.js';
import { count } from '../frame/texts.js';

/** At each end of an order, and of changes. */
const MOST = 5;
/** Fewer services make no order. */
const LEAST = 3;

interface Standing {
  metric: MetricDefinition;
  label: string;
  period: FigureAnswer['period'];
  ranked: FigureAnswer[];
  changed: FigureAnswer[];
}

async function readStanding(
  metric: MetricDefinition,
  subject: Subject,
  { reading }: PageQuestion,
): Promise<Standing | null> {
  const column = await defaultColumn({ subject, metric, compareTo: 'PREVIOUS_YEAR' }, reading);
  if (!column) return null;
  const figures = subject.services.map((service) => column.figureOf(service));
  const { latest } = column;
  const ranked = ranking(figures, metric);
  if (ranked.length < LEAST) return null;
  const label = textIn(metric.texts.label, 'en');
  return { metric, label, period: latest.period, ranked, changed: largestChanges(figures, metric, MOST) };
}

function itemHtml(
  figure: FigureAnswer,
  { metric, period }: Standing,
  { assembler, site }: PageQuestion,
  showsChange: boolean,
): Markup {
  const { subject } = figure.question;
  const href = hrefTo(site)(`${figurePath(subject, metric.key)}?period=${periodWord(period.period)}`);
  const { formatted, change } = assembler.figure(figure);
  const word = change?.verdict === 'BETTER' ? 'better' : 'worse';
  return html`<li class="app-standing__item">
    <a class="govuk-link" href="${href}">${nameOf(subject, 'en')}</a>
    ${
      showsChange && change
        ? html`<span class="app-standing__value app-standing__value--${word}"
            ><strong>${change.formatted}</strong>, ${word}</span
          >`
        : html`<strong class="app-standing__value">${formatted}</strong>`
    }
  </li>`;
}

/** Headlines, and what the organisation of these services defines for itself. */
const metricsFor = (
  subject: Subject,
  { reading: { catalogue, snapshot } }: PageQuestion,
): MetricDefinition[] =>
  catalogue.metrics.filter(
    (metric) =>
      isRanked(metric) &&
      (metric.presentation.isHeadline || metric.ownerOrganisationId !== null) &&
      isOwnMetric(metric, subject, snapshot),
  );

/** What a figure rests on, in the plural: "transactions", "responses". */
function casesOf(
  { presentation, formula }: MetricDefinition,
  { catalogue }: PageQuestion['reading'],
): string {
  if (presentation.cases) return textIn(presentation.cases, 'en');
  if (rulesOf(formula).sampleMinimum) return 'responses';
  const base = catalogue.measure(inputsOf(formula).at(-1)!);
  return base && base.aggregation !== 'histogram' ? lowerFirst(textIn(base.texts.label, 'en')) : 'cases';
}

function standingHtml(standing: Standing, subject: Subject, question: PageQuestion): Markup {
  const { metric, label, period, ranked, changed } = standing;
  const scope = { [subject.kind.toLowerCase()]: subject.slug };
  const isHigh = metric.direction === 'HIGHER_IS_BETTER';
  const order: Record<string, string> = isHigh ? { order: 'desc' } : {};
  const all = `/services?${new URLSearchParams({ ...scope, sort: metric.key, ...order })}`;
  const cases = casesOf(metric, question.reading);
  const list = (heading: string, figures: readonly FigureAnswer[], showsChange: boolean): Markup | false =>
    figures.length > 0 &&
    html`<div>
      <h4 class="govuk-heading-s app-standing__heading">${heading}</h4>
      <ol class="app-standing__list">
        ${figures.map((figure) => itemHtml(figure, standing, question, showsChange))}
      </ol>
    </div>`;
  const isLong = ranked.length > 2 * MOST;
  return html`<div class="app-standing">
    <h3 class="govuk-heading-m app-standing__title">${label}</h3>
    <p class="govuk-body app-muted app-standing__note">
      ${formatPeriod(period)}, ${count(ranked.length, 'service')} with at least
      ${leastCases(metric).toLocaleString('en-GB')} ${cases}.
      <a class="govuk-link" href="${hrefTo(question.site)(all)}"
        >All in order<span class="govuk-visually-hidden"> of ${label}</span></a
      >
    </p>
    <div class="app-standing__lists">
      ${list(isLong ? (isHigh ? 'Highest' : 'Lowest') : 'In order', isLong ? ranked.slice(0, MOST) : ranked, false)}
      ${isLong && list(isHigh ? 'Lowest' : 'Highest', ranked.slice(-MOST).reverse(), false)}
      ${list('Largest changes in a year', changed, true)}
    </div>
  </div>`;
}

/** Null where there are too few services to compare, or all of them: those are for the list of services. */
export async function standingOutHtml(subject: Subject, question: PageQuestion): Promise<Markup | null> {
  const isOfSome = subject.kind === 'ORGANISATION' || subject.kind === 'GROUP';
  if (!isOfSome || subject.services.length < LEAST) return null;
  const read = await Promise.all(
    metricsFor(subject, question).map((metric) => readStanding(metric, subject, question)),
  );
  const standings = read.flatMap((standing) => standing ?? []);
  if (!standings.length) return null;
  return html`<section aria-labelledby="standing">
    <h2 class="govuk-heading-l" id="standing">Services that stand out</h2>
    ${standings.map((standing) => standingHtml(standing, subject, question))}
  </section>`;
}
