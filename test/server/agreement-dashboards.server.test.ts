/**
 * Every module of the demonstration's dashboards says the same on its page, as the element, in its fragment, its
 * tables, its CSV, JSON and SVG, and over the API: those that somebody published, and those made from the data.
 */
import { indexOfSpan } from '../../components/formatting/spans.js';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MODULES_DOCUMENT } from '../../components/client/modules-document.js';
import { figureCsv } from '../../components/formatting/csv.js';
import type { ModuleData, SubjectKind } from '../../components/formatting/types.js';
import { moduleView } from '../../components/view/module-view.js';
import type { ChangeView, ModuleView, TableView } from '../../components/view/module-view.types.js';
import { asking, type Asking } from '../support/asking.js';
import { likeness } from '../support/likeness.js';
import { demoPlatform, type Platform } from '../support/platform.js';
import { mainParts, inCsv, readCsv, spokenParts, type SpokenParts } from '../support/read-figures.js';

/** Number of services without a dashboard of their own that are tried: all are made by the same rules. */
const SERVICES = 6;

/** Stored modules with what those made from data have not: titles, ranges, views, other subjects. */
const PUBLISHED = `- slug: agreement
  title: What must agree
  subject: group/caring-for-someone
  owner: dwp
  sections:
    - title: Use
      modules:
        - slug: take-up
          title: How many claim online
          subject: service/carers-allowance
          metric: digital-take-up
          period: quarter
          last: 8
          compare-to: previous-year
        - { slug: channels, subject: service/renew-tax-disc, metric: transactions, by: channel, top: 2, chart: stacked }
        - { slug: satisfaction, metric: user-satisfaction, period: quarter, view: table }
        - { slug: cost, metric: total-cost, view: figure }
        - { slug: journey, subject: service/carers-allowance, metric: journey, by: stage, period: week, chart: funnel }
`;

const DASHBOARD = `fragment Board on Dashboard {
  slug pageUrl subject { kind slug }
  sections { modules { slug metric { key } subject { kind slug } period from to last by top compareTo } }
}`;

interface BoardModule {
  slug: string;
  metric: { key: string };
  subject: { kind: SubjectKind; slug: string };
}

interface Board {
  slug: string | null;
  pageUrl: string;
  subject: { kind: SubjectKind; slug: string };
  sections: { modules: BoardModule[] }[];
}

type Boards = { edges: { node: { dashboard: Board } }[] };

let platform: Platform;
let server: Asking;
beforeAll(async () => {
  platform = await demoPlatform({ dashboards: PUBLISHED });
  server = asking(platform.url);
});
afterAll(() => platform?.stop());

async function boardsOf(): Promise<Board[]> {
  const { dashboards, services, organisations, group, portfolio } = await server.ask<{
    dashboards: { edges: { node: Board }[] };
    services: Boards;
    organisations: Boards;
    group: { dashboard: Board };
    portfolio: { dashboard: Board };
  }>(
    `${DASHBOARD} query ($services: Int!) {
      dashboards(first: 1000) { edges { node { ...Board } } }
      services(first: $services) { edges { node { dashboard { ...Board } } } }
      organisations(first: 3) { edges { node { dashboard { ...Board } } } }
      group: serviceGroup(slug: "caring-for-someone") { dashboard { ...Board } }
      portfolio { dashboard { ...Board } }
    }`,
    { services: SERVICES },
  );
  const ofSubjects = [
    ...[...services.edges, ...organisations.edges].map(({ node }) => node.dashboard),
    ...[group.dashboard, portfolio.dashboard],
  ];
  return [...dashboards.edges.map(({ node }) => node), ...ofSubjects.filter(({ slug }) => slug === null)];
}

function requestOf({ slug }: Board, { slug: name, metric, subject, ...range }: BoardModule): object {
  if (slug !== null) return { dashboard: slug, module: name };
  const of =
    subject.kind === 'PORTFOLIO' ? { portfolio: true } : { [subject.kind.toLowerCase()]: subject.slug };
  return { ...range, ...of, metric: metric.key };
}

const rowsOf = ({ rows }: TableView): string[][] => rows.map(({ heading, cells }) => [heading, ...cells]);
const changeText = ({ arrow, text, verdictText }: ChangeView): string =>
  [arrow, text, verdictText].filter(Boolean).join(' ');
const given = (text: string | null | undefined): string[] => (text ? [text] : []);

/** What HTML must say that is made of a view. */
function said({
  headline,
  change,
  target,
  coverage,
  summary,
  companions,
  table,
  breakdown,
}: ModuleView): SpokenParts {
  return {
    value: headline ? [[headline.value, headline.period, ...headline.notes].join(' ')] : [],
    change: change ? [changeText(change)] : [],
    target: given(target),
    companions: companions.flatMap(({ label, value, notes }) => [label, [value, ...notes].join(' ')]),
    coverage: given(coverage),
    summary: given(summary),
    tables: [table, breakdown?.table].flatMap((each) => (each ? [rowsOf(each)] : [])),
  };
}

/** Titles are the dashboard's, addresses of files are those of the figure. */
const compared = ({ title: _title, url: _url, ...data }: ModuleData): unknown => data;

async function agrees(onPage: string, answer: ModuleData): Promise<number> {
  expect(answer.error).toBeNull();
  const known = compared(answer);
  const view = moduleView(answer);
  expect(likeness(compared(mainParts(onPage).json as ModuleData), known)).toEqual(known);
  expect(spokenParts(onPage)).toEqual(said(view));

  const { pathname, search } = new URL(answer.url!);
  const [json, csv, svg, fragment] = await Promise.all(
    ['.json', '.csv', '.svg', '.html'].map((form) => server.text(`${pathname}${form}${search}`)),
  );
  expect(likeness(compared(JSON.parse(json) as ModuleData), known)).toEqual(known);
  expect(csv).toBe(figureCsv(answer));
  expect(spokenParts(fragment)).toEqual(said(view));
  const { figure, series } = answer;
  expect(mainParts(svg).description).toBe(series!.narrative);
  if (!figure) return 0;
  if (figure.value !== null) expect(series!.narrative).toContain(figure.formatted);
  // The headline of a range that was chosen is of no single window: it stands in no row.
  if (series!.by || indexOfSpan(series!, figure.period) < 0) return 1;
  const { value, formatted, status, coverage } = figure;
  expect(readCsv(csv).find(({ start }) => start === figure.period.start)).toMatchObject({
    value: inCsv(value),
    ...{ formatted, status, provided: String(coverage.provided), expected: String(coverage.expected) },
  });
  return 1;
}

test('each module of each dashboard says the same wherever it is read', async () => {
  const boards = await boardsOf();
  const kinds = new Set(boards.map(({ subject }) => subject.kind));
  expect(boards.map(({ slug }) => slug)).toContain('agreement');
  expect([...kinds].sort()).toEqual(['GROUP', 'ORGANISATION', 'PORTFOLIO', 'SERVICE']);
  let withFigure = 0;
  for (const board of boards) {
    const modules = board.sections.flatMap((section) => section.modules);
    const requests = modules.map((module) => requestOf(board, module));
    const [page, { modules: answers }] = await Promise.all([
      server.text(new URL(board.pageUrl).pathname),
      server.ask<{ modules: ModuleData[] }>(MODULES_DOCUMENT, { requests }),
    ]);
    const onPage = [...page.matchAll(/<perf-module.*?<\/perf-module>/gs)].map(([text]) => text);
    expect(onPage).toHaveLength(modules.length);
    for (const [index, answer] of answers.entries()) {
      try {
        withFigure += await agrees(onPage[index], answer);
      } catch (error) {
        const where = `${board.pageUrl}, module ${modules[index].slug}`;
        throw new Error(`${where}\n${(error as Error).message}`, { cause: error });
      }
    }
  }
  // A comparison of nothing with nothing proves little.
  expect(withFigure).toBeGreaterThan(50);
}, 180_000);
