/** A dashboard as it stands on a page: sections with whole modules, read in one go, in a frame with a picker. */
import type { DashboardFacts, DashboardModule } from '../../modules/dashboard.js';
import type { ModuleRange } from '../../modules/module-question.js';
import { moduleRequestOf } from '../../modules/subject-dashboard.js';
import { readModules, type ModuleOutcome } from '../../loaders/modules.js';
import { textIn } from '../../metrics/definitions.js';
import { failedModule } from '../../wording/module.js';
import type { ModuleData } from '../../../components/formatting/types.js';
import { notComparedView } from '../../../components/view/not-compared.js';
import { publisherLines } from '../../../components/view/head.js';
import { html, type Markup } from '../../../components/view/html.js';
import { moduleElementHtml } from '../../../components/view/module-html.js';
import { mergePublishers } from '../../../components/view/publishers.js';
import type { PageQuestion } from '../frame/answers.js';
import { moduleContent } from '../../drawing/module-content.js';
import { tagAttributes } from '../figure/module-tag.js';
import { choiceOf, frameHtml, rangeOfChoice } from './range-choice.js';

interface Shown {
  dashboard: DashboardFacts;
  module: DashboardModule;
  data: ModuleData;
}

/** What a module of a dashboard asks for by itself, as attributes of its tag: what is chosen stands on the frame. */
function attributesOf(
  { slug }: DashboardFacts,
  module: DashboardModule,
  level: number,
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
    ['heading-level', level],
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
  const outcomes = await readModules(question.reading, requests);
  return wanted.map((each, index) => ({ ...each, data: dataOf(outcomes[index], question) }));
}

/** A module as the element that is complete without JavaScript. `level` is that of its heading. */
export function shownHtml({ dashboard, module, data }: Shown, level: 2 | 3 = 3): Markup {
  const content = moduleContent(data, {
    lang: 'en',
    headingLevel: level,
    hasStyles: true,
    isInDashboard: true,
  });
  return html`<div class="app-board__module">
    ${moduleElementHtml(data, attributesOf(dashboard, module, level), content)}
  </div>`;
}

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
 * @throws ArgumentError that names a parameter of the address.
 */
export async function dashboardHtml(
  dashboard: DashboardFacts,
  question: PageQuestion,
): Promise<Markup | null> {
  const modules = dashboard.sections.flatMap((section) => section.modules);
  const range = rangeOfChoice(choiceOf(question));
  if (!modules.length) return null;
  const wanted = modules.map((module) => ({ dashboard, module }));
  const shown = await readShown(wanted, range, question);
  const byModule = new Map(shown.map((each) => [each.module, each]));
  const sections = dashboard.sections.map(({ title, modules: own }) => {
    const text = textIn(title, 'en');
    return html`<section class="app-board" aria-labelledby="${idOf(text)}">
      <h2 class="govuk-heading-l" id="${idOf(text)}">${text}</h2>
      <div class="app-board__modules">${own.map((module) => shownHtml(byModule.get(module)!))}</div>
    </section>`;
  });
  return frameHtml(html`${notComparedHtml(shown)}${sections}${publishersHtml(shown)}`, question);
}
