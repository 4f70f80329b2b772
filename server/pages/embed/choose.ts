/** The first steps of the embed page: finding the subject or dashboard, then what of it is to be embedded. */
import { storedDashboards } from '../../modules/stored-dashboards.js';
import { textIn } from '../../metrics/definitions.js';
import { hasWords } from '../../engine/service-list.js';
import { serviceSubject } from '../../store/subject.js';
import type { Subject } from '../../store/subject.js';
import type { Reading } from '../../loaders/reading.js';
import { nameOf } from '../../wording/names.js';
import { dashboardPath, figurePath, modulePath, subjectPath } from '../../../components/formatting/paths.js';
import { html, type Markup } from '../../../components/view/html.js';
import type { PageQuestion } from '../frame/answers.js';
import { dashboardTitle } from '../frame/crumbs.js';
import { mostSimilar } from '../frame/similar-names.js';
import { hrefTo, type Site } from '../frame/site.js';
import { embedPath } from './more-ways.js';
import type { Place } from './target.js';

interface Hit {
  text: string;
  /** What it is, and whose. */
  note: string;
  path: string;
  known: readonly string[];
}

const KIND_WORDS = {
  SERVICE: 'Service',
  ORGANISATION: 'Organisation',
  GROUP: 'Service group',
  PORTFOLIO: 'All services',
};

const hitOf = (subject: Subject): Hit => ({
  text: nameOf(subject, 'en'),
  note: KIND_WORDS[subject.kind],
  path: subjectPath(subject),
  known: [nameOf(subject, 'en'), subject.slug],
});

const dashboardHits = ({ snapshot }: Reading): Hit[] =>
  storedDashboards(snapshot).all.map((each) => ({
    text: dashboardTitle(each),
    note: `Dashboard about ${nameOf(each.subject, 'en')}`,
    path: dashboardPath(each.slug!),
    known: [dashboardTitle(each), each.slug!, nameOf(each.subject, 'en')],
  }));

function everything(reading: Reading): Hit[] {
  const { catalogue } = reading;
  const subjects: Subject[] = [
    ...catalogue.services.map(serviceSubject),
    ...catalogue.groups.map((group) => catalogue.groupSubject(group)),
    ...catalogue.organisations.map((organisation) => catalogue.organisationSubject(organisation)),
  ];
  return [...dashboardHits(reading), ...subjects.map(hitOf)];
}

const MOST_HITS = 25;
/** Dashboards, before anything is asked for. */
const MOST_OFFERED = 8;

/** The field that takes words or an address, with what was found by them. */
export function searchHtml(asked: string, { site, reading }: PageQuestion): Markup {
  const form = html`<form
    class="app-panel"
    action="${hrefTo(site)('/embed')}"
    method="get"
    role="search"
    aria-label="What is embedded"
  >
    <div class="app-field">
      <label class="govuk-label" for="of">A service, an organisation, a group or a dashboard</label>
      <p class="govuk-hint app-hint" id="of-hint">
        Words from its name, or the address of any page of this platform.
      </p>
      <input
        class="govuk-input"
        id="of"
        name="of"
        type="search"
        autocomplete="off"
        spellcheck="false"
        value="${asked}"
        aria-describedby="of-hint"
      />
    </div>
    <button class="govuk-button app-button" type="submit">Find</button>
  </form>`;
  return html`${form} ${asked ? foundHtml(asked, reading, site) : startHtml(reading, site)}`;
}

const hitsHtml = (hits: readonly Hit[], site: Site): Markup =>
  html`<ul class="govuk-list app-choices">
    ${hits.map(
      ({ text, note, path }) =>
        html`<li>
          <a class="govuk-link" href="${hrefTo(site)(embedPath(path))}">${text}</a>
          <span class="app-muted">${note}</span>
        </li>`,
    )}
  </ul>`;

function foundHtml(asked: string, reading: Reading, site: Site): Markup {
  const all = everything(reading);
  const found = all.filter(({ known }) => hasWords(known.join(' '), asked));
  if (found.length > 0) {
    const rest = found.length - MOST_HITS;
    return html`<h2 class="govuk-heading-m">Which one?</h2>
      ${hitsHtml(found.slice(0, MOST_HITS), site)}
      ${rest > 0 && html`<p class="govuk-body">${rest.toLocaleString('en-GB')} more have these words: add another one.</p>`}`;
  }
  const similar = mostSimilar(asked, all, ({ known }) => known);
  return html`<div class="app-notice app-notice--problem">
      <p class="govuk-body"><strong>Nothing here is called, or lies at, “${asked}”.</strong></p>
      ${similar.length > 0 && html`<p class="govuk-body">Did you mean one of these?</p>`}
    </div>
    ${similar.length > 0 && hitsHtml(similar, site)}`;
}

function startHtml(reading: Reading, site: Site): Markup | null {
  const boards = dashboardHits(reading).slice(0, MOST_OFFERED);
  return html`${
      boards.length > 0 &&
      html`<h2 class="govuk-heading-m">Or a dashboard</h2>
        ${hitsHtml(boards, site)}`
    }
    <p class="govuk-body">
      <a class="govuk-link" href="${hrefTo(site)(embedPath('/portfolio'))}"
        >Or a figure of all services together</a
      >
    </p>`;
}

interface Part {
  text: string;
  path: string;
}

function partsOf(place: Place, { reading }: PageQuestion): Part[] {
  if (place.kind === 'subject') {
    const { subject } = place;
    return reading.catalogue.metricsOf(subject).map(({ key, texts }) => ({
      text: textIn(texts.label, 'en'),
      path: figurePath(subject, key),
    }));
  }
  const { slug, sections } = place.dashboard;
  return sections.flatMap(({ modules }) =>
    modules.map(({ slug: module, title, metric }) => ({
      text: textIn(title ?? metric.texts.label, 'en'),
      path: modulePath({ dashboard: slug!, module }),
    })),
  );
}

/** All of it, or one figure. */
export function placeHtml(place: Place, question: PageQuestion): Markup {
  const href = hrefTo(question.site);
  const parts = partsOf(place, question);
  const whole = place.kind === 'subject' ? 'All its figures, as a dashboard' : 'The whole dashboard';
  if (parts.length === 0) {
    return html`<p class="app-notice govuk-body">
      There are no figures of it yet. <a class="govuk-link" href="${href(place.path)}">See its page</a>
    </p>`;
  }
  return html`<h2 class="govuk-heading-m">What of it?</h2>
    <p class="govuk-body-l"><a class="govuk-link" href="${href(embedPath(place.path, true))}">${whole}</a></p>
    <h3 class="govuk-heading-s">Or one figure</h3>
    <ul class="govuk-list app-choices app-choices--columns">
      ${parts.map(({ text, path }) => html`<li><a class="govuk-link" href="${href(embedPath(path))}">${text}</a></li>`)}
    </ul>`;
}
