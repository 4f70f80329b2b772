/** `/build/dashboards/<slug>`: where a dashboard stands, what can be done with it, its versions, and who did what. */
import { upperFirst } from '../../wording/phrases.js';
import { placesOf } from '../../access/rights.js';
import type { EditableDashboard } from '../../authoring/stored.js';
import { InputError } from '../../errors.js';
import { textIn } from '../../metrics/definitions.js';
import { storedDashboards } from '../../modules/stored-dashboards.js';
import { dashboardPath } from '../../../components/formatting/paths.js';
import { formatInstant } from '../../../components/formatting/periods.js';
import { html, type HtmlPart, type Markup } from '../../../components/view/html.js';
import { embedPath } from '../embed/more-ways.js';
import { dashboardTitle } from '../frame/crumbs.js';
import { copyHtml, selectHtml } from '../frame/fields.js';
import { hrefTo } from '../frame/site.js';
import { boxed, tableHtml } from '../frame/table.js';
import type { UploadAnswer } from '../upload/answers.js';
import { csrfHtml, errorsHtml } from '../upload/words.js';
import type { BuildQuestion } from './answers.js';
import { parseDraft } from './draft.js';
import { isWorthGoingOn } from './draft-words.js';
import { stateTag, waitingWords } from './home-page.js';
import { buildAnswer, draftPath, editPath, NEW } from './words.js';

/** @throws InputError (404) */
export async function dashboardIn({ building, names }: BuildQuestion): Promise<EditableDashboard> {
  const found = (await building.dashboards()).find(({ dashboard }) => dashboard.slug === names.slug);
  if (found) return found;
  throw new InputError('there is no such dashboard that you may edit', 404, 'NOT_FOUND');
}

export const titleOf = ({ versions }: EditableDashboard): string =>
  textIn(versions.at(-1)!.texts.title, 'en');
export const newestOf = ({ versions }: EditableDashboard): number => versions.at(-1)!.number;

interface Doing {
  action: string;
  label: string;
  isSecondary?: boolean;
  fields?: HtmlPart;
}

/** A form that is one button. */
function doHtml(
  { action, label, isSecondary = true, fields }: Doing,
  found: EditableDashboard,
  question: BuildQuestion,
): Markup {
  return html`<form
    class="app-build__do"
    aria-label="${label}"
    method="post"
    action="${hrefTo(question.site)(`${editPath(found.dashboard.slug)}/${action}`)}"
  >
    ${csrfHtml(question.session)}
    <input type="hidden" name="version" value="${newestOf(found)}" />
    ${fields}
    <button class="govuk-button${isSecondary && ' govuk-button--secondary'}" type="submit">${label}</button>
  </form>`;
}

/** What can be done where the dashboard stands. The server decides again, when it is done. */
function actionsHtml(found: EditableDashboard, question: BuildQuestion): Markup {
  const { dashboard } = found;
  const { scopes } = question.session.bearer;
  const newest = newestOf(found);
  const mayEdit = placesOf(scopes, 'edit-dashboards').length > 0;
  const mayPublish = placesOf(scopes, 'publish').length > 0;
  const isGone = dashboard.state === 'deleted';
  const isNewer = dashboard.publishedVersion !== newest;
  const waits = dashboard.reviewVersion === newest;
  return html`<div class="app-buttons app-build__actions">
    ${mayEdit && doHtml({ action: 'edit', label: isGone ? 'Bring it back: edit' : 'Edit', isSecondary: false }, found, question)}
    ${mayPublish && isNewer && !isGone && doHtml({ action: 'publish', label: `Publish version ${newest}`, isSecondary: false }, found, question)}
    ${mayEdit && isNewer && !isGone && !waits && doHtml({ action: 'submit', label: 'Ask for a review' }, found, question)}
    ${mayPublish && dashboard.publishedVersion !== null && doHtml({ action: 'unpublish', label: 'Take it away from readers' }, found, question)}
  </div>`;
}

function previewHtml(found: EditableDashboard, question: BuildQuestion): Markup | false {
  const mayEdit = placesOf(question.session.bearer.scopes, 'edit-dashboards').length > 0;
  if (!mayEdit || found.dashboard.state === 'deleted') return false;
  const days = [1, 7, 30].map((value) => ({
    value: String(value),
    text: value === 1 ? 'A day' : `${value} days`,
  }));
  return html`<details class="app-more app-more--apart">
    <summary class="app-more__summary">Show version ${newestOf(found)} to somebody without a token</summary>
    ${doHtml({ action: 'preview', label: 'Make a link', fields: selectHtml('days', 'How long it is good for', days, '7') }, found, question)}
  </details>`;
}

function deleteHtml(found: EditableDashboard, question: BuildQuestion): Markup | false {
  const { dashboard } = found;
  if (dashboard.state === 'deleted') return false;
  const others = storedDashboards(question.reading.snapshot).all.filter(
    ({ slug }) => slug !== dashboard.slug,
  );
  const options = [
    { value: '', text: 'Nothing' },
    ...others.map((each) => ({ value: each.slug!, text: dashboardTitle(each) })),
  ];
  return html`<details class="app-more app-more--apart">
    <summary class="app-more__summary">Delete the dashboard</summary>
    <p class="govuk-body">
      Its address will say that it has gone. Its versions stay, and can be brought back.
    </p>
    ${doHtml({ action: 'delete', label: 'Delete it', fields: selectHtml('replaced-by', 'What readers are sent to in its place', options, '') }, found, question)}
  </details>`;
}

function versionsHtml(found: EditableDashboard, question: BuildQuestion): Markup {
  const href = hrefTo(question.site);
  const { dashboard, versions } = found;
  const path = editPath(dashboard.slug);
  const newest = newestOf(found);
  const signs = (number: number): string[] => [
    ...(number === dashboard.publishedVersion ? ['readers see it'] : []),
    ...(number === dashboard.reviewVersion ? ['waits for a review'] : []),
  ];
  return html`<h2 class="govuk-heading-l" id="versions">Versions</h2>
    ${tableHtml({
      caption: 'Versions, the newest first',
      columns: [
        {
          label: 'Version',
          cell: ({ number }) =>
            html`<a class="govuk-link" href="${href(`${path}/versions/${number}`)}">Version ${number}</a>`,
        },
        { label: 'Saved', cell: ({ at, author }) => boxed(`${formatInstant(at)} by ${author}`) },
        { label: 'Now', cell: ({ number }) => signs(number).join(', ') },
        {
          label: 'Compare',
          cell: ({ number }) =>
            number > 1 &&
            html`<a class="govuk-link" href="${href(`${path}/compare?from=${number - 1}&to=${number}`)}"
              >with version ${number - 1}<span class="govuk-visually-hidden">: version ${number}</span></a
            >`,
        },
      ],
      rows: versions.toReversed(),
    })}
    ${
      newest > 2 &&
      html`<form
        class="app-fields"
        aria-label="Compare versions"
        method="get"
        action="${href(`${path}/compare`)}"
      >
        ${selectHtml('from', 'Compare version', versionOptions(found), String(dashboard.publishedVersion ?? 1))}
        ${selectHtml('to', 'with version', versionOptions(found), String(newest))}
        <button class="govuk-button govuk-button--secondary app-button" type="submit">Compare</button>
      </form>`
    }`;
}

export const versionOptions = ({ versions }: EditableDashboard): { value: string; text: string }[] =>
  versions.toReversed().map(({ number }) => ({ value: String(number), text: String(number) }));

const DONE: Readonly<Record<string, string>> = {
  save: 'saved version',
  submit: 'asked for a review of version',
  publish: 'published version',
  unpublish: 'took it away from readers, at version',
  delete: 'deleted it, at version',
  preview: 'made a link that shows version',
};

const MOST_EVENTS = 50;

const eventsHtml = ({ events }: EditableDashboard): Markup =>
  html`<details class="app-more app-more--apart">
    <summary class="app-more__summary">Who did what, and when</summary>
    <ol class="govuk-list" reversed>
      ${events
        .slice(-MOST_EVENTS)
        .reverse()
        .map(
          ({ at, actor, action, version }) =>
            html`<li>${formatInstant(at)}: ${actor} ${DONE[action]} ${version}</li>`,
        )}
    </ol>
  </details>`;

/** What has just been done, and what may come next. */
function saidHtml(found: EditableDashboard, { query, site }: BuildQuestion): Markup | false {
  const { dashboard } = found;
  const href = hrefTo(site);
  const newest = newestOf(found);
  const text: HtmlPart = query.has('published')
    ? html`<strong>Published.</strong> Readers see version ${newest} at
        <a class="govuk-link" href="${href(dashboardPath(dashboard.slug))}"
          >${site.base}${dashboardPath(dashboard.slug)}</a
        >.
        <a class="govuk-link" href="${href(embedPath(dashboardPath(dashboard.slug)))}"
          >Embed it in a page of yours</a
        >.`
    : query.has('saved')
      ? html`<strong>Saved as version ${newest}.</strong> Look at it, then publish it or ask for a review.`
      : query.has('submitted')
        ? html`<strong>It waits for a review.</strong> Somebody who may publish it sees it on their first
            page.`
        : query.has('unpublished')
          ? html`<strong>Readers see it no longer.</strong>`
          : query.has('deleted')
            ? html`<strong>It is deleted.</strong> Its versions stay.`
            : null;
  return text !== null && html`<div class="app-notice" role="status"><p class="govuk-body">${text}</p></div>`;
}

export interface DashboardState {
  errors?: readonly HtmlPart[];
  /** An address that shows a version, told once. */
  link?: { url: string; expiresAt: string };
}

export async function dashboardAnswer(
  question: BuildQuestion,
  { errors = [], link }: DashboardState = {},
): Promise<UploadAnswer> {
  const found = await dashboardIn(question);
  const { site, building, session } = question;
  const { dashboard } = found;
  const href = hrefTo(site);
  const drafts = (await building.drafts()).filter(
    (each) =>
      each.baseVersion > 0 && isWorthGoingOn(each) && parseDraft(each.content).words.slug === dashboard.slug,
  );
  const waiting = waitingWords(found);
  const main = html`${errorsHtml(errors)} ${saidHtml(found, question)}
    <h1 class="govuk-heading-xl">${titleOf(found)}</h1>
    <p class="govuk-body">
      ${stateTag(dashboard.state)} ${waiting !== '' && `${upperFirst(waiting)}. `}
      ${
        dashboard.publishedVersion === null
          ? html`Its address will be <span class="app-break">${dashboardPath(dashboard.slug)}</span>.`
          : html`<a class="govuk-link" href="${href(dashboardPath(dashboard.slug))}">See what readers see</a>
              <a class="govuk-link" href="${href(embedPath(dashboardPath(dashboard.slug)))}">Embed it</a>`
      }
      ${dashboard.replacedBy !== null && html`Readers are sent to <a class="govuk-link" href="${href(dashboardPath(dashboard.replacedBy))}">${dashboard.replacedBy}</a>.`}
    </p>
    ${
      link &&
      copyHtml(
        'preview-link',
        'Link to the draft',
        `Whoever has it can see version ${newestOf(found)} until ${formatInstant(link.expiresAt)}. It is shown here only once.`,
        { rows: 2, text: link.url },
      )
    }
    ${
      drafts.length > 0 &&
      html`<div class="app-notice">
        <p class="govuk-body">
          You have begun to edit it:
          ${drafts.map(
            ({ key, updatedAt, baseVersion }) =>
              html`<a class="govuk-link" href="${href(draftPath(key))}"
                  >go on with the draft of ${formatInstant(updatedAt)}</a
                >
                (from version ${baseVersion}). `,
          )}
        </p>
      </div>`
    }
    ${actionsHtml(found, question)} ${previewHtml(found, question)} ${versionsHtml(found, question)}
    ${eventsHtml(found)}
    ${
      placesOf(session.bearer.scopes, 'edit-dashboards').length > 0 &&
      dashboard.publishedVersion !== null &&
      html`<p class="govuk-body">
        <a class="govuk-link" href="${href(`${NEW}?copy=${encodeURIComponent(dashboard.slug)}`)}"
          >Make another one like it</a
        >
      </p>`
    }
    ${deleteHtml(found, question)}`;
  return buildAnswer(question, {
    title: titleOf(found),
    main,
    ...(errors.length > 0 && { status: 422 }),
  });
}

export const dashboardPage = (question: BuildQuestion): Promise<UploadAnswer> => dashboardAnswer(question);
