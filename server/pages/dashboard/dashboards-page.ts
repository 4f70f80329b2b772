/** `/dashboards`: those that somebody made, by owner, each with its key figure. */
import { storedDashboards } from '../../modules/stored-dashboards.js';
import type { DashboardFacts } from '../../modules/dashboard.js';
import type { Organisation } from '../../store/subject.js';
import type { ModuleData } from '../../../components/formatting/types.js';
import { headView } from '../../../components/view/head.js';
import { html, type Markup } from '../../../components/view/html.js';
import { pageAnswer, type PageAnswer, type PageQuestion } from '../frame/answers.js';
import { inputHtml, selectHtml, type Option } from '../frame/fields.js';
import { page } from '../frame/layout.js';
import { paginationHtml } from '../frame/pagination.js';
import { hrefTo, type Site } from '../frame/site.js';
import { count } from '../frame/texts.js';
import { changeHtml } from '../subject/cards.js';
import { organisationLink, organisationName } from '../subject/organisation-list.js';
import { readShown } from './dashboard-content.js';
import { figuresIn, introHtml, subjectHtml, titleLink } from './dashboard-list.js';
import {
  ABOUT,
  dashboardsQuery,
  findDashboards,
  PAGE_SIZE,
  type DashboardsQuery,
} from './dashboards-query.js';

/** Maximum number of dashboards in a list without a form to search it. */
const FEW = 10;

const LEAD =
  'Figures that departments have put together about a service, a group of services or a whole organisation.';

/** The first module of each: one question for all of a page. */
async function keyFigures(
  dashboards: readonly DashboardFacts[],
  question: PageQuestion,
): Promise<ReadonlyMap<DashboardFacts, ModuleData>> {
  const wanted = dashboards.flatMap((dashboard) => {
    const [module] = dashboard.sections.flatMap(({ modules }) => modules);
    return module ? [{ dashboard, module }] : [];
  });
  const shown = await readShown(wanted, {}, question);
  return new Map(shown.map(({ dashboard, data }) => [dashboard, data]));
}

/** As the dashboard itself says it: value, what it is of, change, how much of it there is, and whether it is late. */
function keyFigureHtml(data: ModuleData): Markup {
  if (data.error || !data.metric) {
    return html`<p class="app-card__note">Its first figure cannot be shown.</p>`;
  }
  const { heading, headline, change, coverage, freshness, notices } = headView(data, { lang: 'en' });
  return html`<p class="app-board-item__label">${heading.text}</p>
    <p class="app-card__figure${(!headline || headline.isMissing) && ' app-card__figure--missing'}">
      <strong class="app-card__value">${headline?.value ?? 'No data yet'}</strong>
      ${headline && html`<span class="app-card__period">${headline.period}</span>`}
    </p>
    ${change && changeHtml(change)} ${coverage && html`<p class="app-card__note">${coverage}</p>`}
    ${freshness && html`<p class="app-card__note">${freshness}</p>`}
    ${notices
      .filter(({ kind }) => kind === 'late')
      .map(({ text }) => html`<p class="app-card__note app-card__note--late">${text}</p>`)}`;
}

function itemHtml(dashboard: DashboardFacts, data: ModuleData | undefined, site: Site): Markup {
  return html`<li class="app-board-item">
    <div class="app-board-item__what">
      <h3 class="govuk-heading-m app-item__title">${titleLink(dashboard, site)}</h3>
      ${introHtml(dashboard)}
      <p class="govuk-body app-muted">About ${subjectHtml(dashboard, site)}. ${figuresIn(dashboard)}.</p>
    </div>
    <div class="app-board-item__figure">
      ${data ? keyFigureHtml(data) : html`<p class="app-card__note">It has no figures.</p>`}
    </div>
  </li>`;
}

/** The dashboards of one owner on this page; `all` = of all pages. */
function ownerHtml(
  owner: Organisation | null,
  own: readonly DashboardFacts[],
  all: number,
  { figures, question }: { figures: ReadonlyMap<DashboardFacts, ModuleData>; question: PageQuestion },
): Markup {
  const { site, reading } = question;
  const id = owner ? `of-${owner.slug}` : 'of-nobody';
  const parent = owner && owner.parentId !== null ? reading.catalogue.organisation(owner.parentId) : null;
  return html`<section class="app-owner" aria-labelledby="${id}">
    <h2 class="govuk-heading-l app-owner__name" id="${id}">
      ${owner ? organisationLink(owner, question) : 'Without an owner'}
    </h2>
    <p class="govuk-body app-muted">
      ${count(all, 'dashboard')}${parent && html`. Part of ${organisationLink(parent, question)}`}
    </p>
    <ul class="govuk-list app-board-items">
      ${own.map((each) => itemHtml(each, figures.get(each), site))}
    </ul>
  </section>`;
}

/** Neighbours of one owner, in the order of the list. */
function byOwner(dashboards: readonly DashboardFacts[]): Map<Organisation | null, DashboardFacts[]> {
  const groups = new Map<Organisation | null, DashboardFacts[]>();
  for (const each of dashboards) groups.set(each.owner, [...(groups.get(each.owner) ?? []), each]);
  return groups;
}

/** Owners, and what they are part of: asked for a department, its agencies are there, too. */
function ownerOptions(all: readonly DashboardFacts[], { reading: { catalogue } }: PageQuestion): Option[] {
  const owners = new Map<number, Organisation>();
  for (const { owner } of all) {
    for (let at = owner; at && !owners.has(at.id);) {
      owners.set(at.id, at);
      at = at.parentId === null ? null : catalogue.organisation(at.parentId);
    }
  }
  const options = [...owners.values()].map((owner) => ({ value: owner.slug, text: organisationName(owner) }));
  return [{ value: '', text: 'Anybody' }, ...options.sort((a, b) => a.text.localeCompare(b.text, 'en'))];
}

function formHtml(all: readonly DashboardFacts[], asked: DashboardsQuery, question: PageQuestion): Markup {
  const kinds = Object.entries(ABOUT).map(([value, { text }]) => ({ value, text }));
  return html`<form
    class="app-panel"
    action="${hrefTo(question.site)('/dashboards')}"
    method="get"
    role="search"
    aria-label="Dashboards"
  >
    <div class="app-fields">
      ${inputHtml('text', 'Words in title, subject or owner', asked.text, { type: 'search' })}
      ${selectHtml('owner', 'Made by', ownerOptions(all, question), asked.owner?.slug ?? '')}
      ${selectHtml('about', 'About', [{ value: '', text: 'Anything' }, ...kinds], asked.about ?? '')}
    </div>
    <button class="govuk-button app-button" type="submit">Search</button>
  </form>`;
}

function emptyHtml({ text, owner, about }: DashboardsQuery, all: number, site: Site): Markup {
  if (all === 0) return html`<p class="app-notice govuk-body">Nobody has published a dashboard yet.</p>`;
  const conditions = [
    text && html` has “${text}” in its title, subject or owner`,
    owner && html` is of ${organisationName(owner)}`,
    about && html` is about ${ABOUT[about]!.text.toLowerCase()}`,
  ].filter(Boolean);
  return html`<p class="app-notice govuk-body">
    No dashboard${conditions.map((each, index) => html`${index > 0 && ' and'}${each}`)}.
    <a class="govuk-link" href="${hrefTo(site)('/dashboards')}">See all dashboards</a>
  </p>`;
}

const pageHref =
  ({ text, owner, about }: DashboardsQuery, site: Site) =>
  (number: number): string => {
    const words = {
      text,
      owner: owner?.slug ?? '',
      about: about ?? '',
      page: number > 1 ? String(number) : '',
    };
    const query = new URLSearchParams(Object.entries(words).filter(([, value]) => value !== ''));
    return hrefTo(site)(query.size > 0 ? `/dashboards?${query}` : '/dashboards');
  };

export async function dashboardsPage(question: PageQuestion): Promise<PageAnswer> {
  const { site, reading, query } = question;
  const asked = dashboardsQuery(query, reading.catalogue);
  const { all } = storedDashboards(reading.snapshot);
  const found = findDashboards(all, asked, reading.catalogue);
  const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
  const number = Math.min(asked.page, pages);
  const here = found.slice((number - 1) * PAGE_SIZE, number * PAGE_SIZE);
  const figures = await keyFigures(here, question);
  const counts = new Map<Organisation | null, number>();
  for (const { owner } of found) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  const isNarrowed = Boolean(asked.text || asked.owner || asked.about);
  const owners = [...byOwner(here)].map(([owner, own]) =>
    ownerHtml(owner, own, counts.get(owner)!, { figures, question }),
  );
  const first = (number - 1) * PAGE_SIZE + 1;
  const main = html`<h1 class="govuk-heading-xl">Dashboards</h1>
    <p class="govuk-body-l">${LEAD}</p>
    ${(all.length > FEW || isNarrowed) && formHtml(all, asked, question)}
    ${
      (isNarrowed || pages > 1) &&
      found.length > 0 &&
      html`<p class="govuk-body">
        ${count(found.length, 'dashboard')}${pages > 1 && `, ${first.toLocaleString('en-GB')} to ${(first + here.length - 1).toLocaleString('en-GB')}`}
      </p>`
    }
    ${found.length > 0 ? owners : emptyHtml(asked, all.length, site)}
    ${paginationHtml(number, pages, pageHref(asked, site))}
    <p class="govuk-body">
      Every service, organisation and group has a page with all its figures, also where nobody has made a
      dashboard: <a class="govuk-link" href="${hrefTo(site)('/services')}">find a service</a> or
      <a class="govuk-link" href="${hrefTo(site)('/organisations')}">an organisation</a>.
    </p>`;
  return pageAnswer(
    page(site, {
      ...{ title: 'Dashboards', description: LEAD, path: '/dashboards', section: 'dashboards', main },
      isUnlisted: query.size > 0,
    }),
  );
}
