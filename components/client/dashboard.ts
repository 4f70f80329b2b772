import type { ModuleWords, ModuleOutcome } from './request.js';

/** Variables of dashboard-document.ts: one of the kinds is true. */
export interface DashboardVariables {
  slug: string;
  dashboard?: true;
  service?: true;
  organisation?: true;
  group?: true;
  portfolio?: true;
  lang?: string;
}

/** A dashboard's sections, each module in the words of `<perf-module>`. */
export interface DashboardData {
  title: string;
  description: string;
  pageUrl: string;
  sections: {
    title: string;
    modules: { words: ModuleWords; title: string | null; chart: string; view: string }[];
  }[];
}

const KINDS = ['dashboard', 'service', 'organisation', 'group', 'portfolio'] as const;
type Kind = (typeof KINDS)[number];

/** Attributes → the question; null where no dashboard is named. */
export function dashboardVariables(
  words: Partial<Record<Exclude<Kind, 'portfolio'>, string>> & { portfolio?: boolean },
  lang: string,
): ModuleOutcome<DashboardVariables | null> {
  const [kind, second] = KINDS.filter((name) => words[name]);
  if (!kind) return { value: null };
  if (second) {
    const message = `Has both ${kind} and ${second}.`;
    return { error: { code: 'BAD_ATTRIBUTE', argument: second, message } };
  }
  const slug = kind === 'portfolio' ? '' : (words[kind] ?? '');
  return { value: { slug, [kind]: true, ...(lang !== 'en' && { lang }) } };
}

/** What the server says of a module. */
interface ModuleAnswer {
  slug: string;
  title: string | null;
  period: string | null;
  from: string | null;
  to: string | null;
  last: number | null;
  by: string | null;
  top: number | null;
  compareTo: string | null;
  chart: string | null;
  view: string | null;
  metric: { key: string };
  subject: { kind: string; slug: string };
}

interface DashboardAnswer {
  slug: string | null;
  title: string;
  description: string;
  pageUrl: string;
  sections: { title: string; modules: ModuleAnswer[] }[];
}

/** The dashboard in an answer's `data`; an error if it is not there, undefined if the answer is none to this question. */
export function dashboardAnswer(data: Record<string, unknown>): ModuleOutcome<DashboardData> | undefined {
  const [kind] = KINDS.filter((name) => name in data);
  if (!kind) return undefined;
  const held = data[kind] as DashboardAnswer | { dashboard: DashboardAnswer } | null;
  if (!held) {
    const message = `There is no ${kind} of this name.`;
    return { error: { code: 'BAD_ATTRIBUTE', argument: kind, message } };
  }
  const { slug, title, description, pageUrl, sections } = 'dashboard' in held ? held.dashboard : held;
  const placed = sections.map((section) => ({
    title: section.title,
    modules: section.modules.map((module) => ({
      words: wordsOf(module, slug),
      title: slug === null ? module.title : null,
      chart: slug === null ? wordOf(module.chart) : '',
      view: slug === null ? wordOf(module.view) : '',
    })),
  }));
  return { value: { title, description, pageUrl, sections: placed } };
}

/** ROLLING_YEAR → `rolling-year`. */
const wordOf = (word: string | null): string => word?.toLowerCase().replaceAll('_', '-') ?? '';

/** A stored module is known by its name; one of a dashboard that is made from the data says all that it asks for. */
function wordsOf(module: ModuleAnswer, dashboard: string | null): ModuleWords {
  if (dashboard !== null) return { dashboard, module: module.slug };
  const { subject, metric, period, from, to, last, by, top, compareTo } = module;
  return {
    ...(subject.kind === 'PORTFOLIO' ? { portfolio: true } : { [subject.kind.toLowerCase()]: subject.slug }),
    metric: metric.key,
    period: wordOf(period),
    from: from ?? '',
    to: to ?? '',
    last: last ?? '',
    by: by ?? '',
    top: top ?? '',
    compareTo: wordOf(compareTo),
  };
}
