/** `/upload`: what may I fill, and what of it is late, due or new. */
import { haveAny, mayEverywhere, placesOf } from '../../access/rights.js';
import type { DataSetFreshness } from '../../engine/freshness.js';
import type { FreshnessState } from '../../metrics/freshness.js';
import { reachedServices, type ReachedService } from '../../store/reach.js';
import { formatDay, formatPeriod } from '../../../components/formatting/periods.js';
import { html, type HtmlPart, type Markup } from '../../../components/view/html.js';
import { redirect } from '../frame/answers.js';
import { inputHtml } from '../frame/fields.js';
import { paginationHtml } from '../frame/pagination.js';
import { hrefTo } from '../frame/site.js';
import { boxed, tableHtml } from '../frame/table.js';
import { count } from '../frame/texts.js';
import type { SignedInQuestion, UploadAnswer } from './answers.js';
import { REQUESTS } from './requests-page.js';
import { measureName, serviceName, UPLOAD, uploadAnswer, uploadPath } from './words.js';

const PER_PAGE = 50;

/** What needs somebody comes first. */
const ORDER: readonly FreshnessState[] = ['LATE', 'STOPPED', 'DUE', 'NEVER', 'FRESH', 'ENDED'];

interface Row extends ReachedService {
  states: DataSetFreshness[];
}

const urgency = ({ states }: Row): number =>
  Math.min(ORDER.length, ...states.map(({ freshness }) => ORDER.indexOf(freshness.state)));

/** The services that somebody may fill, with how up to date their data is; what needs somebody first. */
async function rowsOf({ reading, session, query }: SignedInQuestion): Promise<Row[]> {
  const text = (query.get('text') ?? '').trim().toLowerCase();
  const reached = reachedServices(reading.catalogue, placesOf(session.bearer.scopes, 'write'));
  const wanted = reached.filter(({ service }) => serviceName(service).toLowerCase().includes(text));
  const byService = new Map<number, DataSetFreshness[]>();
  for (const state of await reading.dataSetStates(wanted.map(({ service }) => service))) {
    const list = byService.get(state.service.id);
    if (list) list.push(state);
    else byService.set(state.service.id, [state]);
  }
  const rows = wanted.map(({ service, measures }) => ({
    service,
    measures,
    states: (byService.get(service.id) ?? []).filter(({ dataSet }) => measures?.has(dataSet.measure) ?? true),
  }));
  return rows.sort(
    (a, b) => urgency(a) - urgency(b) || (serviceName(a.service) < serviceName(b.service) ? -1 : 1),
  );
}

function stateHtml({ freshness, dataSet }: DataSetFreshness, { reading }: SignedInQuestion): Markup {
  const { state, latestPeriod, nextPeriod, expectedBy } = freshness;
  const name = measureName(reading.catalogue, dataSet.measure);
  const next = nextPeriod && formatPeriod(nextPeriod);
  const by = expectedBy && formatDay(expectedBy);
  const words: Record<FreshnessState, HtmlPart> = {
    LATE: html`<strong class="app-tag app-tag--late">Late</strong> ${name}: ${next} was due by ${by}`,
    STOPPED: html`<strong class="app-tag app-tag--late">Stopped</strong> ${name}: nothing since
      ${latestPeriod && formatPeriod(latestPeriod)}`,
    DUE: html`<strong class="app-tag">Due</strong> ${name}: ${next}, by ${by}`,
    NEVER: html`<strong class="app-tag">New</strong> ${name}: nothing was ever sent`,
    FRESH: null,
    ENDED: null,
  };
  return html`<li>${words[state]}</li>`;
}

const isWaiting = ({ freshness }: DataSetFreshness): boolean => !['FRESH', 'ENDED'].includes(freshness.state);

/** Those that need somebody, the most urgent first. */
const waiting = (states: readonly DataSetFreshness[]): DataSetFreshness[] =>
  states
    .filter(isWaiting)
    .sort((a, b) => ORDER.indexOf(a.freshness.state) - ORDER.indexOf(b.freshness.state));

/** How many others there are. */
function restHtml(states: readonly DataSetFreshness[]): Markup {
  const current = states.filter(({ freshness }) => freshness.state === 'FRESH').length;
  const ended = states.filter(({ freshness }) => freshness.state === 'ENDED').length;
  const words = [current > 0 && `${current} up to date`, ended > 0 && `${ended} ended`].filter(Boolean);
  return html`<li>${words.join(', ')}</li>`;
}

function tableOf(rows: readonly Row[], question: SignedInQuestion): Markup {
  const href = hrefTo(question.site);
  return tableHtml<Row>({
    caption: 'Services whose figures you may publish',
    columns: [
      {
        label: 'Service',
        className: 'app-table__name',
        cell: ({ service }) =>
          html`<a class="govuk-link" href="${href(uploadPath(service))}">${serviceName(service)}</a>`,
      },
      {
        label: 'What is there',
        cell: ({ states }) =>
          boxed(
            states.length === 0
              ? 'Nothing yet'
              : html`<ul class="app-states">
                  ${waiting(states).map((state) => stateHtml(state, question))}
                  ${states.some((state) => !isWaiting(state)) && restHtml(states)}
                </ul>`,
          ),
      },
    ],
    rows,
  });
}

export async function uploadPage(question: SignedInQuestion): Promise<UploadAnswer> {
  const { site, session, query } = question;
  const { scopes } = session.bearer;
  // Who may only build has nothing to do here: an address to sign in with leads here, too.
  const mayBuild = haveAny(scopes, ['edit-dashboards', 'publish']);
  if (mayBuild && !haveAny(scopes, ['write', 'administer'])) return redirect('/build', 303);
  const rows = await rowsOf(question);
  const text = query.get('text') ?? '';
  const last = Math.max(1, Math.ceil(rows.length / PER_PAGE));
  const at = Math.min(last, Math.max(1, Number(query.get('page')) || 1));
  const shown = rows.slice((at - 1) * PER_PAGE, at * PER_PAGE);
  const [only] = rows;
  const isFiltered = text.trim() !== '';
  const pathTo = (page: number): string =>
    `${UPLOAD}?${new URLSearchParams({ ...(isFiltered && { text }), page: String(page) }).toString()}`;
  const main = html`<h1 class="govuk-heading-xl">Publish figures</h1>
    ${
      rows.length === 0 && !isFiltered
        ? html`<p class="govuk-body">
            This token may not publish figures of any service. Ask whoever gave it to you.
          </p>`
        : html`<p class="govuk-body">
            You may publish figures of
            ${count(rows.length, 'service', 'services')}${isFiltered && ` with “${text}” in the name`}. What
            is late or due stands first.
          </p>`
    }
    ${
      (last > 1 || isFiltered) &&
      html`<form class="app-fields" aria-label="Find a service" method="get" action="${hrefTo(site)(UPLOAD)}">
        ${inputHtml('text', 'Words of the service’s name', text, { type: 'search' })}
        <button class="govuk-button govuk-button--secondary" type="submit">Find</button>
      </form>`
    }
    ${only && tableOf(shown, question)}
    ${
      mayBuild &&
      html`<p class="govuk-body">
        <a class="govuk-link" href="${hrefTo(site)('/build')}">Build dashboards</a>
      </p>`
    }
    ${
      mayEverywhere(scopes, 'administer') &&
      html`<p class="govuk-body">
        <a class="govuk-link" href="${hrefTo(site)(REQUESTS)}">Who has asked for access</a>
      </p>`
    }
    ${paginationHtml(at, last, (page) => hrefTo(site)(pathTo(page)))}`;
  return uploadAnswer(site, { title: 'Publish figures', main, session });
}
