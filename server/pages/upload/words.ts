/** Names and lines that the publishing pages share. */
import type { SignedIn } from '../../access/sessions.js';
import { textIn } from '../../metrics/definitions.js';
import { asPeriod, parseRecordedWindow, type RecordedPeriod, spanOf } from '../../metrics/periods.js';
import type { Catalogue } from '../../store/catalogue.js';
import type { Service } from '../../store/subject.js';
import { valueLabels } from '../../wording/value-labels.js';
import { formatPeriod } from '../../../components/formatting/periods.js';
import { html, type HtmlPart, type Markup } from '../../../components/view/html.js';
import { pageAnswer } from '../frame/answers.js';
import { page } from '../frame/layout.js';
import { hrefTo, type Site } from '../frame/site.js';
import type { UploadAnswer } from './answers.js';

export const UPLOAD = '/upload';

export const uploadPath = ({ slug }: Pick<Service, 'slug'>): string =>
  `${UPLOAD}/services/${encodeURIComponent(slug)}`;
export const dataSetPath = (service: Pick<Service, 'slug'>, measure: string): string =>
  `${uploadPath(service)}/data-sets/${encodeURIComponent(measure)}`;
export const draftPath = (key: string): string => `${UPLOAD}/drafts/${encodeURIComponent(key)}`;
export const receiptPath = (submission: number): string => `${UPLOAD}/submissions/${submission}`;

export const measureName = (catalogue: Catalogue, key: string): string => {
  const measure = catalogue.measure(key);
  return measure ? textIn(measure.texts.label, 'en') : key;
};

export const serviceName = ({ texts }: Service): string => textIn(texts.name, 'en');

/** A category as people know it: ratings with their number, for whoever fills in a form goes by that. */
function categoryWords(dimension: string, value: string, bestRating: 1 | 5 | null): string {
  const read = dimension === 'rating' && bestRating === 1 ? String(6 - Number(value)) : value;
  const label = valueLabels(dimension, [read], { lang: 'en' }).get(read)!;
  return dimension === 'rating' ? `${value} – ${label}` : label;
}

/** What a value is of: its categories, or that it is the total. */
export const splitWords = (
  split: Readonly<Record<string, string>>,
  bestRating: 1 | 5 | null = null,
): string =>
  Object.entries(split)
    .map(([dimension, value]) => categoryWords(dimension, value, bestRating))
    .join(', ') || 'Total';

/** The words of a recorded period that begins at `start`; the start itself where there is no such period. */
export function periodWords({ period, start }: { period: RecordedPeriod; start: string }): string {
  const window = parseRecordedWindow(period, start);
  return window ? formatPeriod(spanOf(asPeriod(period), window)) : start;
}

/** The way to the page of a service. */
export const crumbsOf = (service: Service): { text: string; path: string }[] => [
  { text: 'Publish figures', path: UPLOAD },
  { text: serviceName(service), path: uploadPath(service) },
];

/** What every form of these pages carries. */
export const csrfHtml = ({ csrf }: SignedIn): Markup =>
  html`<input type="hidden" name="csrf" value="${csrf}" />`;

interface Frame {
  title: string;
  description?: string;
  main: HtmlPart;
  session?: SignedIn;
  crumbs?: { text: string; path: string }[];
  status?: number;
}

/** A page of these: never listed, and with who has signed in. */
export function uploadAnswer(
  site: Site,
  { title, main, session, crumbs = [], status = 200, description = 'Publish figures of a service.' }: Frame,
): UploadAnswer {
  const href = hrefTo(site);
  const who =
    session &&
    html`<form
      class="app-signed-in"
      aria-label="Your session"
      method="post"
      action="${href(`${UPLOAD}/sign-out`)}"
    >
      ${csrfHtml(session)}
      <span>Signed in as <strong>${session.bearer.label}</strong></span>
      <button class="app-link-button" type="submit">Sign out</button>
    </form>`;
  const body = html`${who} ${main}`;
  return pageAnswer(page(site, { title, description, crumbs, isUnlisted: true, main: body }), status);
}

/** What is wrong with a form, above it. */
export const errorsHtml = (errors: readonly HtmlPart[]): Markup | false =>
  errors.length > 0 &&
  html`<div class="govuk-error-summary" role="alert" aria-labelledby="error-title" tabindex="-1">
    <h2 class="govuk-error-summary__title" id="error-title">There is a problem</h2>
    <ul class="govuk-list govuk-error-summary__list">
      ${errors.map((error) => html`<li>${error}</li>`)}
    </ul>
  </div>`;
