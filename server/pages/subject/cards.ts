/** Figures of a subject side by side: a card each. */
import type { MetricDefinition, Subject } from '../../store/subject.js';
import { defaultPeriodOf } from '../../engine/fitting-periods.js';
import { figurePath } from '../../../components/formatting/paths.js';
import type { ModuleData } from '../../../components/formatting/types.js';
import { headView } from '../../../components/view/head.js';
import { html, type Markup } from '../../../components/view/html.js';
import type { ChangeView } from '../../../components/view/module-view.types.js';
import type { PageQuestion } from '../frame/answers.js';
import { hrefTo, type Site } from '../frame/site.js';
import { sparkline } from '../frame/sparkline.js';

/** What a card says; the shape of a module without its table. */
export interface Card {
  metric: MetricDefinition;
  data: ModuleData;
  /** The newest values, oldest first. */
  values: readonly (number | null)[];
}

/** Points of a card's small picture: two years of quarters with the one before them, or a year of months. */
const POINTS = 9;

/** Which part of the most services each point must count. */
const LEAST_KEPT = 0.9;

async function readCard(
  subject: Subject,
  metric: MetricDefinition,
  { reading, assembler }: PageQuestion,
): Promise<Card> {
  const question = { subject, metric, period: defaultPeriodOf(subject, metric, reading.snapshot) };
  // A change for each point would cost more than all the rest: only the newest has one.
  const [latest, series] = await Promise.all([
    reading.latest({ ...question, compareTo: 'PREVIOUS_YEAR' }),
    reading.series({ ...question, last: POINTS }),
  ]);
  const data = assembler.module({
    ...{ title: null, description: null, range: {}, lang: 'en', subject, metric },
    ...{ chart: 'LINE', view: 'FIGURE', stored: null },
    series: { ...series, latest },
    freshness: reading.freshness(subject, metric),
  });
  const line = series.lines.find(({ role }) => role === 'PRIMARY')?.columns;
  return { metric, data, values: line && isLikeWithLike(subject, line) ? line.values : [] };
}

/** A line of several services tells of them only while it counts about the same ones. */
const isLikeWithLike = ({ kind }: Subject, { provided }: { provided: readonly number[] }): boolean =>
  kind === 'SERVICE' || Math.min(...provided) >= LEAST_KEPT * Math.max(...provided);

/** The newest figures of a subject compared with a year before, in the period that each is shown in by default. */
export const readCards = (
  subject: Subject,
  metrics: readonly MetricDefinition[],
  question: PageQuestion,
): Promise<Card[]> => Promise.all(metrics.map((metric) => readCard(subject, metric, question)));

/** The cards as a list. `level` is that of their headings. */
export function cardsHtml(cards: readonly Card[], subject: Subject, site: Site, level: 2 | 3 = 3): Markup {
  return html`<ul class="app-cards${cards.length === 4 && ' app-cards--four'}">
    ${cards.map((card) => cardHtml(card, subject, site, level))}
  </ul>`;
}

function cardHtml({ metric, data, values }: Card, subject: Subject, site: Site, level: 2 | 3): Markup {
  const view = headView(data, { lang: 'en' });
  const { headline, change, coverage, freshness, notices } = view;
  return html`<li class="app-card">
<h${level} class="app-card__title"><a class="govuk-link app-card__link" href="${hrefTo(site)(figurePath(subject, metric.key))}">${data.metric!.label}</a></h${level}>
${
  headline
    ? html`<p class="app-card__figure${headline.isMissing && ' app-card__figure--missing'}">
        <strong class="app-card__value">${headline.value}</strong>
        <span class="app-card__period">${headline.period}</span>
      </p>`
    : html`<p class="app-card__figure app-card__figure--missing">
        <strong class="app-card__value">No data yet</strong>
      </p>`
}
${sparkline(values)}
${change && changeHtml(change)}
${coverage && html`<p class="app-card__note">${coverage}${headline?.notes.length ? `. ${headline.notes.join('. ')}` : ''}</p>`}
${freshness && html`<p class="app-card__note">${freshness}</p>`}
${notices.filter(({ kind }) => kind === 'late').map(({ text }) => html`<p class="app-card__note app-card__note--late">${text}</p>`)}
</li>`;
}

export function changeHtml({ text, arrow, verdict, verdictText }: ChangeView): Markup {
  return html`<p class="app-card__change app-card__change--${verdict.toLowerCase()}">
    ${arrow && html`<span class="app-card__arrow" aria-hidden="true">${arrow}</span> `}${text}${verdictText && html` <strong class="app-card__verdict">${verdictText}</strong>`}
  </p>`;
}
