/** The dashboard of a subject as it stands on a page: sections with whole modules, read in one go. */
import type { DashboardFacts, DashboardModule } from '../domain/dashboard-facts.js';
import { describeModule } from '../domain/descriptions.js';
import { dashboardOf, moduleRequestOf } from '../domain/subject-dashboard.js';
import type { Subject } from '../domain/subject.js';
import { readModules, type ModuleOutcome } from '../loaders/modules.js';
import { textIn } from '../metrics/definitions.js';
import { moduleData } from '../../components/formatting/present-module.js';
import type { ModuleData } from '../../components/formatting/types.js';
import { html, type Markup } from '../../components/view/html.js';
import { moduleElementHtml } from '../../components/view/module-html.js';
import type { PageQuestion } from './answers.js';
import { problemData } from './figures.js';
import { moduleContent } from './module-content.js';
import { tagAttributes } from './module-tag.js';

interface Shown {
  module: DashboardModule;
  data: ModuleData;
}

/** What a module of a dashboard asks for, as attributes of its tag. */
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
  return Object.fromEntries([...asked.map(([name, value]) => [name, value ?? true]), ['heading-level', 3]]);
}

function dataOf(outcome: ModuleOutcome, { reading, site }: PageQuestion): ModuleData {
  if (outcome.problem) return problemData(outcome.problem);
  return moduleData(describeModule(outcome.answer, reading.snapshot, reading.now, site.licence), site.base);
}

function moduleTag(dashboard: DashboardFacts, { module, data }: Shown): Markup {
  const content = moduleContent(data, { lang: 'en', headingLevel: 3, hasStyles: true });
  return html`<div class="app-board__module">
    ${moduleElementHtml(data, attributesOf(dashboard, module), content)}
  </div>`;
}

const idOf = (title: string): string => title.toLowerCase().replace(/[^a-z0-9]+/g, '-');

/**
 * The sections of a subject's dashboard, each with its modules complete without JavaScript; null where there is no data.
 * A module that cannot be answered says so, the others stay.
 */
export async function dashboardHtml(subject: Subject, question: PageQuestion): Promise<Markup | null> {
  const { reading } = question;
  const dashboard = dashboardOf(subject, reading.snapshot);
  const modules = dashboard.sections.flatMap((section) => section.modules);
  if (!modules.length) return null;
  const outcomes = await readModules(
    reading,
    modules.map((module) => ({
      ...moduleRequestOf(dashboard, module),
      title: module.title && textIn(module.title, 'en'),
    })),
  );
  const shown = new Map(
    modules.map((module, index) => [module, { module, data: dataOf(outcomes[index], question) }]),
  );
  return html`${dashboard.sections.map(({ title, modules: own }) => {
    const text = textIn(title, 'en');
    return html`<section class="app-board" aria-labelledby="${idOf(text)}">
      <h2 class="govuk-heading-l" id="${idOf(text)}">${text}</h2>
      ${own.map((module) => moduleTag(dashboard, shown.get(module)!))}
    </section>`;
  })}`;
}
