/** Earlier versions of a dashboard: one as readers would see it, and two side by side. */
import { InputError } from '../../../errors.js';
import type { EditableDashboard } from '../../../authoring/stored.js';
import { dashboardPath } from '../../../../components/formatting/paths.js';
import { formatInstant } from '../../../../components/formatting/periods.js';
import { html, type Markup } from '../../../../components/view/html.js';
import { selectHtml } from '../../frame/fields.js';
import { hrefTo } from '../../frame/site.js';
import type { UploadAnswer } from '../../upload/answers.js';
import { csrfHtml } from '../../upload/words.js';
import type { BuildQuestion } from '../answers.js';
import { dashboardIn, newestOf, titleOf, versionOptions } from '../dashboard-page.js';
import { differenceHtml } from './difference.js';
import { shownHtml } from '../shown.js';
import { buildAnswer, editPath } from '../words.js';

/** @throws InputError (404) */
function versionIn(found: EditableDashboard, given: string | null | undefined): number {
  const number = Number(given);
  if (found.versions.some((each) => each.number === number)) return number;
  const message = `${found.dashboard.slug} has no version ${given ?? ''}: it has 1 to ${newestOf(found)}`;
  throw new InputError(message, 404, 'NOT_FOUND');
}

const crumbsOf = (found: EditableDashboard): { text: string; path: string }[] => [
  { text: titleOf(found), path: editPath(found.dashboard.slug) },
];

function bannerHtml(found: EditableDashboard, number: number, { site, session }: BuildQuestion): Markup {
  const { dashboard, versions } = found;
  const { author, at } = versions.find((each) => each.number === number)!;
  const href = hrefTo(site);
  const newest = newestOf(found);
  const isPublished = dashboard.publishedVersion === number;
  return html`<div class="app-notice app-notice--draft" role="note">
    <p class="govuk-body">
      <strong
        >${isPublished ? '' : 'Not what readers see: '}version
        ${number}${number === newest && ', the newest'}.</strong
      >
      Saved by ${author} at ${formatInstant(at)}.
      ${isPublished && html`<a class="govuk-link" href="${href(dashboardPath(dashboard.slug))}">Readers see it</a>.`}
      ${
        number !== newest &&
        html`<a
            class="govuk-link"
            href="${href(`${editPath(dashboard.slug)}/compare?from=${number}&to=${newest}`)}"
            >What has changed since</a
          >.`
      }
    </p>
    ${
      number !== newest &&
      html`<form
        aria-label="Restore version ${number}"
        method="post"
        action="${href(`${editPath(dashboard.slug)}/versions/${number}/restore`)}"
      >
        ${csrfHtml(session)}
        <input type="hidden" name="version" value="${newest}" />
        <button class="govuk-button govuk-button--secondary app-button" type="submit">
          Restore it as version ${newest + 1}
        </button>
      </form>`
    }
  </div>`;
}

export async function versionPage(question: BuildQuestion): Promise<UploadAnswer> {
  const found = await dashboardIn(question);
  const number = versionIn(found, question.names.version);
  const shown = await shownHtml(await question.building.version(found, number), question);
  const main = html`${bannerHtml(found, number, question)}
  ${shown ?? html`<p class="app-notice govuk-body">What it was about is not there any more.</p>`}`;
  return buildAnswer(question, {
    title: `${titleOf(found)}: version ${number}`,
    main,
    crumbs: crumbsOf(found),
  });
}

export async function comparePage(question: BuildQuestion): Promise<UploadAnswer> {
  const { query, building, reading, site } = question;
  const found = await dashboardIn(question);
  const from = versionIn(found, query.get('from') ?? String(Math.max(1, newestOf(found) - 1)));
  const to = versionIn(found, query.get('to') ?? String(newestOf(found)));
  const definitions = [await building.definition(found, from), await building.definition(found, to)] as const;
  const options = versionOptions(found);
  const main = html`<h1 class="govuk-heading-xl">Compare versions</h1>
    <form
      class="app-fields app-fields--apart"
      aria-label="Compare versions"
      method="get"
      action="${hrefTo(site)(`${editPath(found.dashboard.slug)}/compare`)}"
    >
      ${selectHtml('from', 'Version', options, String(from))}
      ${selectHtml('to', 'with version', options, String(to))}
      <button class="govuk-button govuk-button--secondary app-button" type="submit">Compare</button>
    </form>
    ${differenceHtml(definitions, [`Version ${from}`, `Version ${to}`], reading.catalogue)}`;
  return buildAnswer(question, {
    title: `${titleOf(found)}: compare versions`,
    main,
    crumbs: crumbsOf(found),
  });
}
