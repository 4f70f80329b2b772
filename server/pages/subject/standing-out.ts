/** On pages of several services: which lead, which trail, which changed most, by the figures that have a direction. */
import type { Metric } from '../frame/types.js';
import { nameOf } from '../../wording/names.js';
import type { FigureAnswer } from '../../engine/evaluation.js';
import { defaultPeriodOf } from '../../engine/fitting-periods.js';
import { windowArgument } from '../../engine/questions.js';
import { isRanked, largestChanges, leastCases, ranking } from '../../engine/rankings.js';
import { serviceSubject, type Subject } from '../../store/subject.js';
import { textIn } from '../../metrics/definitions.js';
import { figurePath } from '../../../components/formatting/paths.js';
import { formatPeriod, periodWord } from '../../../components/formatting/periods.js';
import { html, type Markup } from '../../../components/view/html.js';
import type { PageQuestion } from '../frame/answers.js';
import { hrefTo } from '../frame/site.js';
import { count } from '../frame/texts.js';

/** The figures by which services are put in order, of those that are ranked at all. */
const METRICS = ['digital-take-up', 'completion-rate', 'user-satisfaction'];
/** At each end of an order, and of changes. */
const MOST = 5;
/** Fewer services make no order. */
const LEAST = 3;

interface Standing {
  metric: Metric;
  label: string;
  period: FigureAnswer['period'];
  ranked: FigureAnswer[];
  changed: FigureAnswer[];
}

async function readStanding(
  metric: Metric,
  subject: Subject,
  { reading }: PageQuestion,
): Promise<Standing | null> {
  const period = defaultPeriodOf(subject, metric, reading.snapshot);
  const latest = await reading.latest({ subject, metric, period });
  if (!latest) return null;
  const window = windowArgument('start', period, latest.period.start);
  const figures = await Promise.all(
    subject.services.map((service) =>
      reading.figure({
        subject: serviceSubject(service),
        metric,
        period,
        window,
        compareTo: 'PREVIOUS_YEAR',
      }),
    ),
  );
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

function standingHtml(standing: Standing, subject: Subject, question: PageQuestion): Markup {
  const { metric, label, period, ranked, changed } = standing;
  const scope = { [subject.kind.toLowerCase()]: subject.slug };
  const isHigh = metric.direction === 'HIGHER_IS_BETTER';
  const order: Record<string, string> = isHigh ? { order: 'desc' } : {};
  const all = `/services?${new URLSearchParams({ ...scope, sort: metric.key, ...order })}`;
  const cases = metric.key === 'user-satisfaction' ? 'responses' : 'transactions';
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
  const { catalogue } = question.reading;
  const metrics = METRICS.flatMap((key) => catalogue.metric(key) ?? []).filter(isRanked);
  const read = await Promise.all(metrics.map((metric) => readStanding(metric, subject, question)));
  const standings = read.flatMap((standing) => standing ?? []);
  if (!standings.length) return null;
  return html`<section aria-labelledby="standing">
    <h2 class="govuk-heading-l" id="standing">Services that stand out</h2>
    ${standings.map((standing) => standingHtml(standing, subject, question))}
  </section>`;
}
