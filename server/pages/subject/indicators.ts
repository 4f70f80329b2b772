/** The figures that every service must publish: which of them are there, since when, and which are late. */
import type { FigureAnswer } from '../../engine/evaluation.js';
import type { MetricDefinition, Subject } from '../../store/subject.js';
import { textIn } from '../../metrics/definitions.js';
import type { Freshness, FreshnessState } from '../../metrics/freshness.js';
import { indicatorsOf } from '../../metrics/presentation-rules.js';
import { defaultFigure } from '../../loaders/default-figure.js';
import type { Reading } from '../../loaders/reading.js';
import { isOwnMetric } from '../../modules/default-dashboard.js';
import { formatCoverage } from '../../../components/formatting/coverage.js';
import { figurePath } from '../../../components/formatting/paths.js';
import { formatPeriod } from '../../../components/formatting/periods.js';
import { html, type HtmlPart, type Markup } from '../../../components/view/html.js';
import type { PageQuestion } from '../frame/answers.js';
import { missingOf } from '../services/services-columns.js';
import { hrefTo } from '../frame/site.js';
import { boxed, tableHtml } from '../frame/table.js';

interface Indicator {
  metric: MetricDefinition;
  label: string;
  latest: FigureAnswer | null;
  freshness: Freshness;
}

async function readIndicator(
  metric: MetricDefinition,
  subject: Subject,
  reading: Reading,
): Promise<Indicator> {
  const latest = await defaultFigure({ subject, metric }, reading);
  const freshness = reading.freshness(subject, metric);
  return { metric, label: textIn(metric.texts.label, 'en'), latest, freshness };
}

const STATES: Record<FreshnessState, { text: string; tag: string }> = {
  FRESH: { text: 'Published', tag: 'good' },
  DUE: { text: 'Published, next one due', tag: 'good' },
  LATE: { text: 'Late', tag: 'late' },
  STOPPED: { text: 'Stopped', tag: 'late' },
  NEVER: { text: 'Not published', tag: 'missing' },
  ENDED: { text: 'Ended', tag: 'missing' },
};

/** What is delivered may not be enough for the figure: without channels there is no take-up. */
const stateOf = ({ latest, freshness }: Indicator): FreshnessState => (latest ? freshness.state : 'NEVER');

function serviceRow(indicator: Indicator, subject: Subject, { assembler, site }: PageQuestion): Markup {
  const { metric, label, latest, freshness } = indicator;
  const state = stateOf(indicator);
  const path = hrefTo(site)(figurePath(subject, metric.key));
  const incomplete = !latest && freshness.latestPeriod !== null;
  const hasAge = state !== 'NEVER' || freshness.state === 'ENDED';
  return html`<li class="app-indicator app-indicator--${STATES[state].tag}">
    <h3 class="app-indicator__name"><a class="govuk-link" href="${path}">${label}</a></h3>
    <p class="app-indicator__state"><strong>${STATES[state].text}</strong></p>
    ${
      latest &&
      html`<p>
        ${assembler.figure(latest).formatted}
        <span class="app-muted">${formatPeriod(latest.period)}</span>
      </p>`
    }
    ${
      incomplete
        ? html`<p class="app-muted">What has been delivered is not enough to work it out.</p>`
        : hasAge && html`<p class="app-muted">${assembler.freshness(freshness).text}</p>`
    }
  </li>`;
}

/** How many services of several publish each of them. */
function summaryTable(indicators: readonly Indicator[], subject: Subject, question: PageQuestion): Markup {
  const href = hrefTo(question.site);
  const scope = subject.kind === 'PORTFOLIO' ? {} : { [subject.kind.toLowerCase()]: subject.slug };
  const providedHtml = ({ latest }: Indicator): Markup =>
    latest
      ? html`${formatCoverage(latest.coverage, { kind: 'PORTFOLIO', period: latest.period.period })}
          <span class="app-table__period">${formatPeriod(latest.period)}</span>`
      : html`<span class="app-muted">None</span>`;
  const withoutHtml = ({ metric, label, latest }: Indicator): HtmlPart => {
    const missing = latest ? missingOf(latest).size : subject.services.length;
    const number = missing.toLocaleString('en-GB');
    if (!latest || !missing) return number;
    const list = `/services?${new URLSearchParams({ ...scope, missing: metric.key })}`;
    return html`<a class="govuk-link" href="${href(list)}"
      >${number}<span class="govuk-visually-hidden"> services without ${label}</span></a
    >`;
  };
  return tableHtml({
    caption: 'Figures that services must publish',
    columns: [
      {
        label: 'Figure',
        cell: ({ metric, label }) =>
          html`<a class="govuk-link" href="${href(figurePath(subject, metric.key))}">${label}</a>`,
      },
      { label: 'Published by', cell: (indicator) => boxed(providedHtml(indicator)) },
      {
        label: 'Late',
        isNumber: true,
        cell: ({ freshness }) => (freshness.counts?.late ?? 0).toLocaleString('en-GB'),
      },
      {
        label: 'Stopped',
        isNumber: true,
        cell: ({ freshness }) => (freshness.counts?.stopped ?? 0).toLocaleString('en-GB'),
      },
      { label: 'Without a value', isNumber: true, cell: withoutHtml },
    ],
    rows: indicators,
  });
}

export async function indicatorsHtml(subject: Subject, question: PageQuestion): Promise<Markup | null> {
  const { reading } = question;
  if (!subject.services.length) return null;
  const { catalogue, snapshot } = reading;
  const metrics = catalogue.metrics.filter((metric) => isOwnMetric(metric, subject, snapshot));
  const indicators = await Promise.all(
    indicatorsOf(metrics).map((metric) => readIndicator(metric, subject, reading)),
  );
  const there = indicators.filter((one) => ['FRESH', 'DUE'].includes(stateOf(one))).length;
  const lead =
    subject.kind === 'SERVICE'
      ? `${there} of ${indicators.length} are published and up to date.`
      : 'How many of these services publish each of them.';
  return html`<section aria-labelledby="indicators">
    <h2 class="govuk-heading-l" id="indicators">What every service must publish</h2>
    <p class="govuk-body">${lead}</p>
    ${
      subject.kind === 'SERVICE'
        ? html`<ul class="app-indicators">
            ${indicators.map((indicator) => serviceRow(indicator, subject, question))}
          </ul>`
        : summaryTable(indicators, subject, question)
    }
  </section>`;
}
