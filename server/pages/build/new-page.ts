/** `/build/new`: what a new dashboard is about, and what it starts from. */
import { NO_HISTORY } from '../../authoring/dashboard-drafts.js';
import { hasWords } from '../../engine/service-list.js';
import { storedDashboards } from '../../modules/stored-dashboards.js';
import type { Subject } from '../../store/subject.js';
import { nameOf } from '../../wording/names.js';
import { attr, html, type HtmlPart, type Markup } from '../../../components/view/html.js';
import { redirect } from '../frame/answers.js';
import { dashboardTitle } from '../frame/crumbs.js';
import { inputHtml, selectHtml } from '../frame/fields.js';
import { hrefTo } from '../frame/site.js';
import { count } from '../frame/texts.js';
import type { UploadAnswer, UploadForm } from '../upload/answers.js';
import { csrfHtml } from '../upload/words.js';
import type { BuildQuestion } from './answers.js';
import { type Draft, draftOf, EMPTY_DRAFT, slugOfTitle, writeDraft } from './draft.js';
import { inputOf } from './fields.js';
import { ownerFor, reachedSubjects } from './reached.js';
import { EMPTY, filledTemplates } from './templates.js';
import { buildAnswer, draftPath, kindWords, NEW, subjectIn, writtenSubject } from './words.js';

const MOST_LISTED = 50;
const COPY = 'copy';

function subjectsHtml(subjects: readonly Subject[], text: string, { site }: BuildQuestion): Markup {
  const href = hrefTo(site);
  const found = subjects.filter((subject) => hasWords(`${nameOf(subject, 'en')} ${subject.slug}`, text));
  return html`<form
      class="app-fields app-fields--apart"
      role="search"
      aria-label="Find a subject"
      method="get"
      action="${href(NEW)}"
    >
      ${inputHtml('text', 'Words of its name', text, { type: 'search' })}
      <button class="govuk-button govuk-button--secondary app-button" type="submit">Find</button>
    </form>
    ${
      found.length === 0
        ? html`<p class="app-notice govuk-body">
            ${text === '' ? 'This token may not make dashboards about anything. Ask whoever gave it to you.' : `Nothing that you may make dashboards about has “${text}” in its name.`}
          </p>`
        : html`<ul class="govuk-list app-items">
            ${found.slice(0, MOST_LISTED).map(
              (subject) =>
                html`<li>
                  <a
                    class="govuk-link"
                    href="${href(`${NEW}?${new URLSearchParams({ subject: writtenSubject(subject) }).toString()}`)}"
                    >${nameOf(subject, 'en')}</a
                  >
                  <span class="app-muted">${kindWords(subject)}</span>
                </li>`,
            )}
          </ul>`
    }
    ${
      found.length > MOST_LISTED &&
      html`<p class="govuk-body">
        These are the first ${MOST_LISTED} of ${found.length}: look for others by their name.
      </p>`
    }`;
}

const figures = (sections: Draft['sections']): string =>
  count(
    sections.reduce((sum, { modules }) => sum + modules.length, 0),
    'figure',
  );

function startHtml(subject: Subject, question: BuildQuestion): Markup {
  const { site, session, reading, query } = question;
  const templates = filledTemplates(subject, question);
  const copies = storedDashboards(reading.snapshot).all.map((dashboard) => ({
    value: dashboard.slug!,
    text: `${dashboardTitle(dashboard)} (${nameOf(dashboard.subject, 'en')})`,
  }));
  const chosen = query.get('copy') === null ? (templates[0]?.template.key ?? EMPTY) : COPY;
  const choice = (value: string, label: HtmlPart, hint: HtmlPart): Markup =>
    html`<label class="app-check app-start__choice"
      ><input type="radio" name="start" value="${value}" ${attr('checked', value === chosen)} />
      <span>${label} <span class="app-muted">${hint}</span></span></label
    >`;
  return html`<form
    class="app-form"
    aria-label="Start a dashboard"
    method="post"
    action="${hrefTo(site)(NEW)}"
  >
    ${csrfHtml(session)}
    <input type="hidden" name="subject" value="${writtenSubject(subject)}" />
    ${inputOf({ id: 'title', name: 'title', label: 'Title', value: nameOf(subject, 'en'), hint: 'You can change it later.', problems: [] })}
    <fieldset class="app-question">
      <legend class="govuk-heading-m">What it starts from</legend>
      ${templates.map(({ template, sections }) => choice(template.key, template.label, `${template.hint}: ${figures(sections)}`))}
      ${choice(EMPTY, 'Nothing', 'You add each figure yourself')}
      ${copies.length > 0 && choice(COPY, 'A copy of a dashboard', 'Its sections and figures, about your subject')}
    </fieldset>
    ${copies.length > 0 && selectHtml('copy', 'Which dashboard (only for a copy)', copies, query.get('copy'))}
    <button class="govuk-button" type="submit">Start</button>
  </form>`;
}

export async function newPage(question: BuildQuestion): Promise<UploadAnswer> {
  const { query, building, reading, site } = question;
  const subjects = reachedSubjects(question, await building.reach());
  const asked = subjectIn(reading.catalogue, query.get('subject') ?? undefined);
  const subject = asked && subjects.find(({ kind, slug }) => kind === asked.kind && slug === asked.slug);
  const [only] = subjects;
  const chosen = subject ?? (subjects.length === 1 ? only : undefined);
  const main = chosen
    ? html`<h1 class="govuk-heading-xl">Start a dashboard</h1>
        <p class="govuk-body">
          About <strong>${nameOf(chosen, 'en')}</strong> (<a class="govuk-link" href="${hrefTo(site)(NEW)}"
            >something else</a
          >).
        </p>
        ${startHtml(chosen, question)}`
    : html`<h1 class="govuk-heading-xl">What is the dashboard about?</h1>
        ${subjectsHtml(subjects, (query.get('text') ?? '').trim(), question)}`;
  return buildAnswer(question, { title: 'Start a dashboard', main });
}

/** The addresses of all dashboards that one may know of. */
async function knownAddresses({ reading, building }: BuildQuestion): Promise<Set<string | null>> {
  return new Set([
    ...storedDashboards(reading.snapshot).all.map(({ slug }) => slug),
    ...(await building.dashboards()).map(({ dashboard }) => dashboard.slug),
  ]);
}

/** Its figures are about the subject of the copy. */
async function copyOf(slug: string, known: Set<string | null>, question: BuildQuestion): Promise<Draft> {
  const { reading, building } = question;
  // A published one may have had another address before.
  if (!known.has(slug) && !storedDashboards(reading.snapshot).find(slug)) return EMPTY_DRAFT;
  return draftOf(await building.publishedDefinition(slug));
}

/** An address like the title that no dashboard has which one may know of. */
function freeAddress(title: string, taken: Set<string | null>): string {
  const wanted = slugOfTitle(title) || 'dashboard';
  let slug = wanted;
  for (let n = 2; taken.has(slug); n++) slug = `${wanted}-${n}`;
  return slug;
}

export async function startDraft(question: BuildQuestion, { fields }: UploadForm): Promise<UploadAnswer> {
  const { reading, building } = question;
  const subject = subjectIn(reading.catalogue, fields.get('subject') ?? undefined);
  if (!subject) return redirect(NEW, 303);
  const title = (fields.get('title') ?? '').trim() || nameOf(subject, 'en');
  const start = fields.get('start');
  const known = await knownAddresses(question);
  const { sections } =
    start === COPY
      ? await copyOf(fields.get('copy') ?? '', known, question)
      : (filledTemplates(subject, question).find(({ template }) => template.key === start) ?? EMPTY_DRAFT);
  const owner = ownerFor(subject, question, await building.reach());
  const words = {
    title,
    slug: freeAddress(title, known),
    subject: writtenSubject(subject),
    ...(owner !== undefined && { owner }),
  };
  const draft = {
    words,
    sections: sections.length > 0 ? sections : [{ words: { title: 'Figures' }, modules: [] }],
  };
  const kept = await building.keepDraft(null, {
    baseVersion: 0,
    content: writeDraft(draft),
    history: NO_HISTORY,
  });
  return redirect(draftPath(kept.key), 303);
}
