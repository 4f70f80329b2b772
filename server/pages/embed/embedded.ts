/** What is to be embedded, read: a figure with its data, or a dashboard drawn whole. */
import type { AddressWords } from '../../modules/module-address.js';
import { ArgumentError } from '../../errors.js';
import { textIn } from '../../metrics/definitions.js';
import { languageOf } from '../../modules/module-question.js';
import { moduleContent } from '../../drawing/module-content.js';
import { html, type Markup } from '../../../components/view/html.js';
import { moduleElementHtml } from '../../../components/view/module-html.js';
import { dashboardHtml } from '../dashboard/dashboard-content.js';
import { CHOICE_PARAMETERS } from '../dashboard/range-choice.js';
import { readFigure, readRequest, type AddressedFigure } from '../figure/addressed-figure.js';
import { elementAttributes, tagAttributes } from '../figure/module-tag.js';
import type { PageQuestion } from '../frame/answers.js';
import { dashboardTitle } from '../frame/crumbs.js';
import { shownAttributes, type Shown } from './settings.js';
import { dashboardAttributes, framePath, type Target } from './target.js';

export interface Embedded {
  target: Target;
  /** "Digital take-up: Carer's Allowance". */
  title: string;
  /** What it says today, in a sentence; empty where it says nothing. */
  sentence: string;
  /** Null of a dashboard. */
  figure: AddressedFigure | null;
  tag: 'perf-module' | 'perf-dashboard';
  attributes: [string, string | null][];
  /** Where it may be framed, and how high a frame it needs at most, in CSS pixels. */
  frame: { path: string; height: number } | null;
}

/** Measured at 640 CSS pixels with the details closed: figure alone, table, chart. */
const HEIGHTS = { FIGURE: 320, TABLE: 760, CHART: 1000 } as const;
/** A small chart for each of many. */
const MULTIPLES_HEIGHT = 1300;
const DASHBOARD_HEIGHT = 1200;

function heightOf({ answer }: AddressedFigure, { without }: Shown): number {
  if (without.includes('no-chart')) return HEIGHTS.FIGURE;
  return answer.view === 'CHART' && answer.chart === 'MULTIPLES' ? MULTIPLES_HEIGHT : HEIGHTS[answer.view];
}

/** A figure is compared with a year before unless somebody says otherwise, as on its page. */
const withComparison = (words: AddressWords, target: Target): AddressWords =>
  target.kind === 'figure' && words.compareTo === undefined && !words.by
    ? { ...words, compareTo: 'PREVIOUS_YEAR' }
    : words;

export const wordsFor = <One extends Shown>(shown: One, target: Target): One => ({
  ...shown,
  words: withComparison(shown.words, target),
});

/** @throws ArgumentError that names the parameter that is wrong */
export async function readEmbedded(target: Target, shown: Shown, question: PageQuestion): Promise<Embedded> {
  if (target.kind === 'dashboard') return wholeDashboard(target, shown);
  const { words } = shown;
  const outcome =
    target.kind === 'figure'
      ? await readFigure(target.subject, target.metric, words, question)
      : await readRequest(
          { ...words, dashboard: target.dashboard.slug, module: target.module.slug },
          question,
        );
  if (outcome.problem) {
    const { argument, message, code } = outcome.problem;
    throw new ArgumentError(argument ?? 'of', message, code);
  }
  const { figure } = outcome;
  const { data, answer } = figure;
  const path = framePath(target);
  return {
    ...{ target, figure, tag: 'perf-module' },
    title: `${figure.title}: ${data.subject!.name}`,
    sentence: data.series?.narrative ?? '',
    attributes: [...tagAttributes({ ...figure, stored: answer.stored }, words), ...shownAttributes(shown)],
    frame: path === null ? null : { path, height: heightOf(figure, shown) },
  };
}

function wholeDashboard(target: Extract<Target, { kind: 'dashboard' }>, shown: Shown): Embedded {
  const { dashboard } = target;
  const path = framePath(target);
  const { description } = dashboard;
  return {
    ...{ target, figure: null, tag: 'perf-dashboard', title: dashboardTitle(dashboard) },
    sentence: (description && textIn(description, 'en')) || '',
    attributes: [...dashboardAttributes(dashboard), ...shownAttributes({ ...shown, without: [] })],
    frame: path === null ? null : { path, height: DASHBOARD_HEIGHT },
  };
}

/** As it is drawn by the server, which the element takes over where there is JavaScript. */
export async function drawnHtml(
  { target, figure }: Embedded,
  shown: Shown,
  question: PageQuestion,
): Promise<Markup> {
  if (figure) return figureHtml(figure, shown);
  const { dashboard } = target as Extract<Target, { kind: 'dashboard' }>;
  const chosen = [...question.query].filter(([name]) => CHOICE_PARAMETERS.includes(name));
  const content = await dashboardHtml(dashboard, { ...question, query: new URLSearchParams(chosen) });
  return content ?? html`<p class="perf-notice">This dashboard has no figures.</p>`;
}

function figureHtml(figure: AddressedFigure, { words, headingLevel, without }: Shown): Markup {
  const { data, answer } = figure;
  const attributes = {
    ...elementAttributes({ ...figure, stored: answer.stored }, words),
    ...Object.fromEntries(
      shownAttributes({ headingLevel, without }).map(([name, value]) => [name, value ?? true]),
    ),
  };
  const content = moduleContent(data, {
    ...{ lang: languageOf(words.lang), headingLevel: headingLevel ?? 2, hasStyles: true },
    ...{ noChart: without.includes('no-chart'), noTable: without.includes('no-table') },
    noDownload: without.includes('no-download'),
  });
  return moduleElementHtml(data, attributes, content);
}
