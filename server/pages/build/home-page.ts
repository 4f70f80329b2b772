/** `/build`: what one is editing, and the dashboards that one may edit, by state. */
import { haveAny } from '../../access/rights.js';
import type { ListedDraft } from '../../authoring/dashboard-drafts.js';
import type { EditableDashboard } from '../../authoring/stored.js';
import type { DashboardState } from '../../entities/index.js';
import { formatInstant } from '../../../components/formatting/periods.js';
import { html, type HtmlPart, type Markup } from '../../../components/view/html.js';
import { hrefTo } from '../frame/site.js';
import { boxed, tableHtml } from '../frame/table.js';
import { textIn } from '../../metrics/definitions.js';
import type { UploadAnswer } from '../upload/answers.js';
import type { BuildQuestion } from './answers.js';
import { metricsHtml, savedMetricHtml } from './metrics/metric-page.js';
import { draftWords, isWorthGoingOn } from './draft-words.js';
import { BUILD, buildAnswer, editPath, NEW, STATES } from './words.js';

const ORDER: readonly DashboardState[] = ['in-review', 'draft', 'published', 'unpublished', 'deleted'];

export const stateTag = (state: DashboardState): Markup =>
  html`<strong class="app-tag">${STATES[state]}</strong>`;

/** What of a dashboard readers do not see yet. */
export function waitingWords({ dashboard, versions }: EditableDashboard): string {
  const newest = versions.at(-1)!.number;
  const { publishedVersion, reviewVersion } = dashboard;
  if (reviewVersion !== null && dashboard.state === 'published')
    return `version ${reviewVersion} waits for a review`;
  if (publishedVersion !== null && publishedVersion < newest) return `version ${newest} is not published`;
  return '';
}

function draftsHtml(drafts: readonly ListedDraft[], { site, reading }: BuildQuestion): Markup | false {
  if (drafts.length === 0) return false;
  const href = hrefTo(site);
  return html`<section class="app-notice" aria-labelledby="drafts">
    <h2 class="govuk-heading-m" id="drafts">What you are editing</h2>
    <ul class="govuk-list">
      ${drafts.map((stored) => {
        const { path, title, words } = draftWords(stored, reading.catalogue);
        return html`<li>
          <a class="govuk-link" href="${href(path)}">${title}</a>
          <span class="app-muted">${words}, kept at ${formatInstant(stored.updatedAt)}</span>
        </li>`;
      })}
    </ul>
  </section>`;
}

function tableOf(dashboards: readonly EditableDashboard[], { site }: BuildQuestion): Markup {
  const href = hrefTo(site);
  return tableHtml<EditableDashboard>({
    caption: 'Dashboards that you may edit or publish',
    columns: [
      {
        label: 'Dashboard',
        className: 'app-table__name',
        cell: ({ dashboard, versions }) =>
          html`<a class="govuk-link" href="${href(editPath(dashboard.slug))}"
            >${textIn(versions.at(-1)!.texts.title, 'en')}</a
          >`,
      },
      {
        label: 'State',
        cell: (each) => boxed([stateTag(each.dashboard.state), ' ', waitingWords(each)] as HtmlPart[]),
      },
      {
        label: 'Changed last',
        cell: ({ versions }) => boxed(`${formatInstant(versions.at(-1)!.at)} by ${versions.at(-1)!.author}`),
      },
    ],
    rows: dashboards,
  });
}

/** What has just been thrown away, by its title. */
interface HomeState {
  thrownAway?: string;
}

export async function homePage(
  question: BuildQuestion,
  { thrownAway }: HomeState = {},
): Promise<UploadAnswer> {
  const { site, building, session } = question;
  const href = hrefTo(site);
  const [begun, all] = await Promise.all([building.drafts(), building.dashboards()]);
  const sorted = all.toSorted((a, b) => ORDER.indexOf(a.dashboard.state) - ORDER.indexOf(b.dashboard.state));
  const shown = sorted.filter(({ dashboard }) => dashboard.state !== 'deleted');
  const gone = sorted.filter(({ dashboard }) => dashboard.state === 'deleted');
  const main = html`${await savedMetricHtml(question)}
    ${
      thrownAway !== undefined &&
      html`<div class="app-notice" role="status">
        <p class="govuk-body"><strong>The draft of ${thrownAway} was thrown away.</strong></p>
      </div>`
    }
    <h1 class="govuk-heading-xl">Build dashboards</h1>
    <p class="govuk-body">
      Put figures together for a service, a group of services or a whole department. You see what readers will
      see while you do it, and nothing is published before you or somebody with the right says so.
    </p>
    <p><a class="govuk-button" href="${href(NEW)}">Start a dashboard</a></p>
    ${draftsHtml(begun.filter(isWorthGoingOn), question)}
    <h2 class="govuk-heading-l">Dashboards</h2>
    ${shown.length > 0 ? tableOf(shown, question) : html`<p class="govuk-body">You have saved none yet.</p>`}
    ${
      gone.length > 0 &&
      html`<details class="app-more">
        <summary class="app-more__summary">Deleted</summary>
        ${tableOf(gone, question)}
      </details>`
    }
    ${await metricsHtml(question)}
    ${
      haveAny(session.bearer.scopes, ['write', 'administer']) &&
      html`<h2 class="govuk-heading-l">Beside dashboards</h2>
        <ul class="govuk-list govuk-list--bullet">
          <li><a class="govuk-link" href="${href('/upload')}">Publish figures</a></li>
        </ul>`
    }`;
  return buildAnswer({ ...question, path: BUILD }, { title: 'Build dashboards', main });
}
