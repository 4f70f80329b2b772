/** Which dashboards a list shows, by owner: found and put in order without reading any figure. */
import type { DashboardFacts } from '../../modules/dashboard.js';
import type { SubjectKind } from '../../metrics/subject-kinds.js';
import { hasWords } from '../../engine/service-list.js';
import { ArgumentError } from '../../errors.js';
import type { Catalogue } from '../../store/catalogue.js';
import type { Organisation } from '../../store/subject.js';
import { nameOf } from '../../wording/names.js';
import { valueOf } from '../figure/figure-query.js';
import { dashboardTitle } from '../frame/crumbs.js';
import { ownerOf } from './dashboard-list.js';

export const DASHBOARDS_PARAMETERS: readonly string[] = ['text', 'owner', 'about', 'page'];

/** What a dashboard may be about, by the word in an address. */
export const ABOUT: Readonly<Record<string, { kind: SubjectKind; text: string }>> = {
  service: { kind: 'SERVICE', text: 'A service' },
  group: { kind: 'GROUP', text: 'A service group' },
  organisation: { kind: 'ORGANISATION', text: 'A department or agency' },
  portfolio: { kind: 'PORTFOLIO', text: 'All services' },
};

export interface DashboardsQuery {
  text: string;
  /** With all organisations below it; null = of anybody. */
  owner: Organisation | null;
  /** A key of ABOUT; null = anything. */
  about: string | null;
  page: number;
}

/** Each with figures of its own to be read. */
export const PAGE_SIZE = 20;

/** @throws ArgumentError that names the parameter */
export function dashboardsQuery(query: URLSearchParams, { organisations }: Catalogue): DashboardsQuery {
  const slug = valueOf(query, 'owner');
  const owner = slug === null ? null : organisations.find((each) => each.slug === slug);
  if (owner === undefined)
    throw new ArgumentError('owner', `there is no organisation "${slug}"`, 'NOT_FOUND');
  const about = valueOf(query, 'about');
  if (about !== null && !Object.hasOwn(ABOUT, about)) {
    throw new ArgumentError('about', `about must be one of ${Object.keys(ABOUT).join(', ')}, not "${about}"`);
  }
  const page = valueOf(query, 'page') ?? '1';
  if (!/^[1-9]\d{0,5}$/.test(page)) {
    throw new ArgumentError('page', `page must be a whole number of 1 or more, not "${page}"`);
  }
  return { text: valueOf(query, 'text') ?? '', owner, about, page: Number(page) };
}

interface Listed {
  dashboard: DashboardFacts;
  /** What a search looks at. */
  words: string;
}

const { compare } = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

/** Thousands of names are put in order once for each state of the catalogue. */
const ORDERS = new WeakMap<readonly DashboardFacts[], readonly Listed[]>();

/** Those of nobody come last. */
function inOrder(all: readonly DashboardFacts[]): readonly Listed[] {
  let order = ORDERS.get(all);
  if (!order) {
    const named = all.map((dashboard) => ({
      dashboard,
      owner: ownerOf(dashboard),
      title: dashboardTitle(dashboard),
    }));
    named.sort(
      (a, b) => Number(!a.owner) - Number(!b.owner) || compare(a.owner, b.owner) || compare(a.title, b.title),
    );
    order = named.map(({ dashboard, owner, title }) => ({
      dashboard,
      words: `${title} ${nameOf(dashboard.subject, 'en')} ${owner}`,
    }));
    ORDERS.set(all, order);
  }
  return order;
}

function withBelow({ id }: Organisation, catalogue: Catalogue): Set<number> {
  const ids = new Set<number>();
  const add = (organisation: number): void => {
    ids.add(organisation);
    for (const child of catalogue.children(organisation)) add(child.id);
  };
  add(id);
  return ids;
}

/** Those that match, by owner and title. */
export function findDashboards(
  all: readonly DashboardFacts[],
  { text, owner, about }: DashboardsQuery,
  catalogue: Catalogue,
): DashboardFacts[] {
  const owners = owner && withBelow(owner, catalogue);
  const kind = about === null ? null : ABOUT[about]!.kind;
  return inOrder(all).flatMap(({ dashboard, words }) => {
    const isOwned = !owners || (dashboard.owner !== null && owners.has(dashboard.owner.id));
    const isAbout = kind === null || dashboard.subject.kind === kind;
    return isOwned && isAbout && (!text || hasWords(words, text)) ? [dashboard] : [];
  });
}
