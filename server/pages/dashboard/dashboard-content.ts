/** A dashboard as it stands on a page: sections with whole modules, read in one go, in a frame with a picker. */
import {
  type DashboardFacts,
  type DashboardModule,
  type DashboardPart,
  type DashboardText,
  isText,
} from '../../modules/dashboard.js';
import type { ModuleRange } from '../../modules/module-question.js';
import { writtenChoice } from '../../modules/request-words.js';
import { moduleRequestOf } from '../../modules/subject-dashboard.js';
import { readModules, type ModuleOutcome } from '../../loaders/modules.js';
import { textIn } from '../../metrics/definitions.js';
import { failedModule } from '../../wording/module.js';
import { sizeClass } from '../../../components/formatting/row-size.js';
import type { ModuleData } from '../../../components/formatting/types.js';
import { notComparedView } from '../../../components/view/not-compared.js';
import { publisherLines } from '../../../components/view/head.js';
import { html, type Markup } from '../../../components/view/html.js';
import { moduleElementHtml } from '../../../components/view/module-html.js';
import { mergePublishers } from '../../../components/view/publishers.js';
import type { PageQuestion } from '../frame/answers.js';
import { moduleContent } from '../../drawing/module-content.js';
import { tagAttributes } from '../figure/module-tag.js';
import { linkedHtml } from '../frame/texts.js';
import { choiceOf, frameHtml, rangeOfChoice } from './range-choice.js';

interface Shown {
  dashboard: DashboardFacts;
  module: DashboardModule;
  data: ModuleData;
}

/** That of a module's heading. */
const LEVEL = 3;

/** What a module of a dashboard asks for by itself, as attributes of its tag: what is chosen stands on the frame. */
function attributesOf(
  { slug }: DashboardFacts,
  module: DashboardModule,
): Record<string, string | number | true> {
  const asked: [string, string | null][] =
    slug === null
      ? tagAttributes(module, module.range)
      : [
          ['dashboard', slug],
          ['module', module.slug],
        ];
  return Object.fromEntries([
    ...asked.map(([name, value]) => [name, value ?? true]),
    ['heading-level', LEVEL],
  ]);
}

const dataOf = (outcome: ModuleOutcome, { assembler }: PageQuestion): ModuleData =>
  outcome.problem ? failedModule(outcome.problem) : assembler.module(outcome.answer);

/** Modules with their data, all of one read. One that cannot be answered says so, the others stay. */
export async function readShown(
  wanted: readonly { dashboard: DashboardFacts; module: DashboardModule }[],
  range: ModuleRange,
  question: PageQuestion,
): Promise<Shown[]> {
  const requests = wanted.map(({ dashboard, module }) => ({
    ...moduleRequestOf(dashboard, module, range),
    title: module.title && textIn(module.title, 'en'),
  }));
  const own = wanted.map(({ dashboard, module }) => (dashboard.slug === null ? module : null));
  const outcomes = await readModules(question.reading, requests, own);
  return wanted.map((each, index) => ({ ...each, data: dataOf(outcomes[index], question) }));
}

const CONTENT = { lang: 'en', headingLevel: LEVEL, hasStyles: true, isInDashboard: true } as const;

/** A module as the element that is complete without JavaScript. */
const elementHtml = ({ dashboard, module, data }: Shown): Markup =>
  moduleElementHtml(data, attributesOf(dashboard, module), moduleContent(data, CONTENT));

/** The same without the element, which would ask for what only the server knows of. */
const drawnHtml = ({ module, data }: Shown): Markup =>
  moduleContent(data, { ...CONTENT, id: `perf-${module.slug}` });

const placeClass = ({ size }: Pick<DashboardPart, 'size'>, isAlone: boolean): string =>
  sizeClass(size === null ? '' : writtenChoice(size), isAlone);

/** What stands in a section, in rows. */
const rowsHtml = (places: readonly Markup[]): Markup =>
  html`<div class="app-board__modules perf-rows">${places}</div>`;

const moduleHtml = (shown: Shown, isAlone: boolean, content: Markup): Markup =>
  html`<div class="app-board__module ${placeClass(shown.module, isAlone)}">${content}</div>`;

const textHtml = (text: DashboardText): Markup =>
  html`<div class="perf-base perf-text ${placeClass(text, true)}">
    ${linkedHtml(textIn(text.text, 'en'))}
  </div>`;

/** Modules of several dashboards beside each other. */
export const besideHtml = (shown: readonly Shown[]): Markup =>
  rowsHtml(shown.map((each) => moduleHtml(each, shown.length === 1, elementHtml(each))));

/** Who publishes the figures: once for all modules, whose own lines are hidden where this stands. */
function publishersHtml(shown: readonly Shown[]): Markup {
  const publishers = mergePublishers(shown.flatMap(({ data }) => data.publisher ?? []));
  return html`<div class="app-publishers">
    ${publishers.map((each) => html`<p class="govuk-body-s app-muted">${publisherLines(each, 'en').join('. ')}</p>`)}
  </div>`;
}

/** Which figures cannot be compared before and after the day that was asked for: said once for all. */
function notComparedHtml(shown: readonly Shown[]): Markup | null {
  const view = notComparedView(
    shown.map(({ data }) => data),
    'en',
  );
  if (!view) return null;
  return html`<div class="app-notice perf-not-compared">
    <p class="govuk-body">${view.heading}:</p>
    <ul class="govuk-list govuk-list--bullet">
      ${view.items.map((text) => html`<li>${text}</li>`)}
    </ul>
  </div>`;
}

const idOf = (title: string): string => title.toLowerCase().replace(/[^a-z0-9]+/g, '-');

/**
 * The sections of a dashboard, each with its modules complete without JavaScript; null where there is no data.
 *
 * @param isDraft it is drawn for good: no element takes its modules over
 * @throws ArgumentError that names a parameter of the address.
 */
export async function dashboardHtml(
  dashboard: DashboardFacts,
  question: PageQuestion,
  isDraft = false,
): Promise<Markup | null> {
  const range = rangeOfChoice(choiceOf(question));
  if (!dashboard.sections.some(({ parts }) => parts.length > 0)) return null;
  const wanted = dashboard.sections.flatMap(({ modules }) =>
    modules.map((module) => ({ dashboard, module })),
  );
  const shown = await readShown(wanted, range, question);
  const contentOf = isDraft ? drawnHtml : elementHtml;
  const byModule = new Map(shown.map((each) => [each.module, each]));
  const sections = dashboard.sections.map(({ title, parts, modules }) => {
    const text = textIn(title, 'en');
    const places = parts.map((part) => {
      if (isText(part)) return textHtml(part);
      const one = byModule.get(part)!;
      return moduleHtml(one, modules.length === 1, contentOf(one));
    });
    return html`<section class="app-board" aria-labelledby="${idOf(text)}">
      <h2 class="govuk-heading-l" id="${idOf(text)}">${text}</h2>
      ${rowsHtml(places)}
    </section>`;
  });
  return frameHtml(html`${notComparedHtml(shown)}${sections}${publishersHtml(shown)}`, question);
}
