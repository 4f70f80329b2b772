/** What readers would see of a definition that is not stored, however far it has come. */
import type { EntityManager } from 'typeorm';
import type { Dashboard, DashboardVersion, Module } from '../entities/index.js';
import type { Written } from '../modules/stored-definition.js';
import type { DeliveredDashboard } from '../submissions/dashboards.js';
import { type Inventory, loadInventory } from '../submissions/inventory.js';
import type { AuthoringProblem, Refused } from './problems.js';
import { checkedDefinition, headOf } from './save-dashboard.js';

export interface ShownRows {
  dashboard: Dashboard;
  version: DashboardVersion;
  modules: readonly Module[];
}

interface SectionLike {
  title?: unknown;
  modules?: readonly unknown[];
}

const isList = (value: unknown): value is readonly SectionLike[] => Array.isArray(value);

/** What can be shown: without the modules that have a problem and the sections that have no module. */
function shownPart(definition: Written, problems: readonly AuthoringProblem[]): Written {
  const bad = new Set(
    problems.map(({ path }) => /^definition\.(sections\.\d+\.modules\.\d+)/.exec(path)?.[1]),
  );
  const sections = isList(definition.sections) ? definition.sections : [];
  return {
    ...definition,
    title: definition.title ?? 'No title yet',
    description: problems.some(({ path }) => path.startsWith('definition.description'))
      ? undefined
      : definition.description,
    owner: problems.some(({ path }) => path === 'definition.owner') ? undefined : definition.owner,
    // Another dashboard may be that.
    'is-own-page': undefined,
    sections: sections
      .map(({ title, modules = [] }, at) => ({
        title: title ?? 'No title yet',
        modules: modules.filter((_, index) => !bad.has(`sections.${at}.modules.${index}`)),
      }))
      .filter(({ modules }) => modules.length > 0),
  };
}

function rowsOf(delivered: DeliveredDashboard, catalogue: Inventory, at: string): ShownRows {
  const { slug, texts, sections, modules } = delivered;
  const head = headOf(delivered, catalogue);
  return {
    dashboard: {
      id: 0,
      slug,
      ...head,
      state: 'draft',
      publishedVersion: null,
      reviewVersion: null,
      replacedBy: null,
    },
    version: { id: 0, dashboardId: 0, number: 0, author: '', at, texts, sections, head },
    modules: modules.map(({ texts: own, ...module }, position) => ({
      ...module,
      ...{ id: position, versionId: 0, position },
      texts: own as Module['texts'],
    })),
  };
}

/** A slug that a dashboard may have which has none yet. */
const NO_SLUG = 'draft';

/** What is wrong with a definition, and what of it can be shown; null = nothing. */
export async function lookAtDefinition(
  manager: EntityManager,
  slug: string,
  definition: Written,
  now: Date,
): Promise<{ problems: AuthoringProblem[]; rows: ShownRows | null }> {
  const catalogue = await loadInventory(manager);
  const check = (given: Written, as: string): { dashboard: DeliveredDashboard } | Refused =>
    checkedDefinition({ ...catalogue, dashboard: new Map(catalogue.dashboard) }, as, given);
  const checked = check(definition, slug);
  const problems = 'problems' in checked ? checked.problems : [];
  const shown = check(shownPart({ ...definition, slug: NO_SLUG }, problems), NO_SLUG);
  return {
    problems,
    rows: 'problems' in shown ? null : rowsOf(shown.dashboard, catalogue, now.toISOString()),
  };
}
