import { SUBJECTS, type ModuleWords, type ModuleOutcome } from './request.js';

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
  sections: { title: string; parts: PartData[] }[];
}

/** A module, or a text between them. `size` as it is written: `two-thirds`; empty if nobody says. */
type PartData = { size: string } & (
  { words: ModuleWords; title: string | null; view: string } | { words: null; text: string }
);

const KINDS = ['dashboard', ...SUBJECTS] as const;
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

interface TextAnswer {
  text: string;
  size: string | null;
}

/** What the server says of a module; all else are words of its request. */
interface ModuleAnswer extends Record<string, unknown> {
  slug: string;
  title: string | null;
  view: string | null;
  size: string | null;
  metric: { key: string };
  subject: { kind: string; slug: string };
}

interface DashboardAnswer {
  slug: string | null;
  title: string;
  description: string;
  pageUrl: string;
  sections: { title: string; parts: (ModuleAnswer | TextAnswer)[] }[];
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
    parts: section.parts.map((part) => partOf(part, slug)),
  }));
  return { value: { title, description, pageUrl, sections: placed } };
}

function partOf(part: ModuleAnswer | TextAnswer, dashboard: string | null): PartData {
  const size = wordOf(part.size);
  if (isText(part)) return { words: null, text: part.text, size };
  return {
    words: wordsOf(part, dashboard),
    title: dashboard === null ? part.title : null,
    view: dashboard === null ? wordOf(part.view) : '',
    size,
  };
}

const isText = (part: ModuleAnswer | TextAnswer): part is TextAnswer => 'text' in part;

/** ROLLING_YEAR → `rolling-year`; days and slugs have no capital in front. */
const wordOf = (value: string | null): string =>
  value && /^[A-Z]/.test(value) ? value.toLowerCase().replaceAll('_', '-') : (value ?? '');

/** A stored module is known by its name; one of a dashboard that is made from the data says all that it asks for. */
function wordsOf(module: ModuleAnswer, dashboard: string | null): ModuleWords {
  if (dashboard !== null) return { dashboard, module: module.slug };
  const { slug: _slug, title: _title, view: _view, size: _size, metric, subject, ...words } = module;
  return {
    ...Object.fromEntries(
      Object.entries(words as Record<string, string | number | null>)
        .filter(([, value]) => value !== null)
        .map(([name, value]) => [name, typeof value === 'number' ? value : wordOf(value)]),
    ),
    ...(subject.kind === 'PORTFOLIO' ? { portfolio: true } : { [subject.kind.toLowerCase()]: subject.slug }),
    metric: metric.key,
  };
}
