/** `/build/drafts/<key>`: one dashboard while it is edited, as one form. */
import type { StoredDraft } from '../../authoring/dashboard-drafts.js';
import type { AuthoringProblem } from '../../authoring/problems.js';
import type { NewerVersion } from '../../authoring/save-dashboard.js';
import { nameOf } from '../../wording/names.js';
import { attr, html, type HtmlPart, type Markup } from '../../../components/view/html.js';
import { hrefTo } from '../frame/site.js';
import type { UploadAnswer } from '../upload/answers.js';
import { csrfHtml } from '../upload/words.js';
import { moduleId, sectionId } from './actions.js';
import type { BuildQuestion } from './answers.js';
import { type Draft, type DraftSection, modulesOf, parseDraft } from './draft.js';
import { choiceOf, type FieldFacts, problemsHtml, textOf, inputOf, tickOf } from './fields.js';
import { fieldName } from './form.js';
import { fieldLabel, sectionLabel } from './labels.js';
import { carried, doButton, type ModuleContext, moduleHtml } from './module-form.js';
import { type FieldProblem, fieldIds, fieldProblems } from './problems.js';
import { newerHtml } from './versions/newer-version.js';
import { ownerOptions, reachedSubjects } from './reached.js';
import {
  buildAnswer,
  draftPath,
  draftTitle,
  editPath,
  keptWords,
  kindWords,
  notesPath,
  subjectIn,
  throwAwayPath,
  writtenSubject,
} from './words.js';

/** More subjects than these are not a list to choose from. */
const MOST_SUBJECTS = 300;

export interface EditorState {
  /** The slug of the module that is open. */
  open?: string | null;
  /** What happened, in words. */
  said?: string;
  problems?: readonly AuthoringProblem[];
  /** What is wrong with no field. */
  general?: readonly HtmlPart[];
  newer?: NewerVersion;
  status?: number;
}

async function headHtml(
  draft: Draft,
  problems: readonly FieldProblem[],
  { question, isNew, key }: { question: BuildQuestion; isNew: boolean; key: string },
): Promise<Markup> {
  const { words } = draft;
  const reach = await question.building.reach();
  const subjects = reachedSubjects(question, reach);
  const subject = subjectIn(question.reading.catalogue, words.subject);
  const facts = (word: string, hint?: string): FieldFacts => ({
    ...{
      id: fieldIds.dashboard(word),
      name: fieldName('dashboard', word),
      label: fieldLabel('dashboard', word),
      value: words[word],
      problems,
    },
    ...(hint !== undefined && { hint }),
  });
  const isWrong = ['slug', 'subject', 'owner', 'is-own-page', 'title-cy', 'description-cy'].some((word) =>
    problems.some(({ id }) => id === fieldIds.dashboard(word)),
  );
  const about = facts('subject');
  return html`<section class="app-build__part" aria-labelledby="about">
    <h2 class="govuk-heading-m" id="about">The dashboard</h2>
    ${inputOf(facts('title'))}
    ${textOf(facts('description', 'One or two sentences; readers see them below the title.'))}
    ${
      subject &&
      html`<p class="govuk-body">
        <a class="govuk-link" href="${hrefTo(question.site)(notesPath(subject, key))}"
          >Targets and notes of ${nameOf(subject, 'en')}</a
        >
      </p>`
    }
    <details class="app-more" ${attr('open', isWrong || (isNew && words.subject === undefined))}>
      <summary class="app-more__summary">Address, subject, owner, Welsh</summary>
      <div class="app-build__fields">
        ${
          isNew
            ? inputOf(facts('slug', 'Small letters, digits and hyphens: /dashboards/…'))
            : html`${carried('dashboard', { slug: words.slug ?? '' })}
                <p class="govuk-body">
                  Its address is <span class="app-break">/dashboards/${words.slug}</span>.
                </p>`
        }
        ${
          subjects.length <= MOST_SUBJECTS
            ? choiceOf(
                about,
                subjects.map((each) => ({
                  value: writtenSubject(each),
                  text: `${nameOf(each, 'en')} (${kindWords(each).toLowerCase()})`,
                })),
              )
            : inputOf({
                ...about,
                hint: 'Like service/carers-allowance, group/…, organisation/… or portfolio',
              })
        }
        ${choiceOf(facts('owner'), ownerOptions(question, reach))} ${inputOf(facts('title-cy'))}
        ${textOf(facts('description-cy'), 2)}
      </div>
      ${tickOf({ ...facts('is-own-page'), label: `It is the page of ${subject ? nameOf(subject, 'en') : 'its subject'}` })}
    </details>
  </section>`;
}

function sectionHtml(
  section: DraftSection,
  at: number,
  context: ModuleContext & { open: string | null; of: number },
): Markup {
  const { problems, open, of } = context;
  const name = section.words.title ?? `section ${at + 1}`;
  const own = problems.filter(({ id }) => id === sectionId(at));
  return html`<fieldset class="app-build__section" id="${sectionId(at)}" data-section>
    <legend class="govuk-visually-hidden">Section ${at + 1} of ${of}: ${name}</legend>
    <input type="hidden" name="section" value="${at}" />
    ${inputOf({
      id: fieldIds.section(at, 'title'),
      name: fieldName('section', 'title'),
      label: sectionLabel(at),
      value: section.words.title,
      problems,
    })}
    ${carried('section', section.words, ['title'])}
    ${own.map(({ message }) => html`<p class="govuk-error-message">${message}</p>`)}
    <ul class="app-build__modules">
      ${section.modules.map((module) => moduleHtml(module, context, module.slug === open))}
    </ul>
    ${section.modules.length === 0 && html`<p class="govuk-body app-muted">Nothing stands in it yet.</p>`}
    <div class="app-build__buttons app-build__buttons--section">
      <button class="govuk-button app-button" type="submit" name="do" value="pick ${at}">
        Add figures<span class="govuk-visually-hidden"> to ${name}</span>
      </button>
      ${doButton(`add-text ${at}`, 'Add text', `to ${name}`)}
      ${at > 0 && doButton(`section-up ${at}`, 'Section up', name)}
      ${at < of - 1 && doButton(`section-down ${at}`, 'Section down', name)}
      ${doButton(`remove-section ${at}`, 'Remove section', name)}
    </div>
  </fieldset>`;
}

const stepButton = (value: string, label: string, isDisabled: boolean): Markup =>
  html`<button
    class="govuk-button govuk-button--secondary app-button"
    type="submit"
    name="do"
    value="${value}"
    ${attr('disabled', isDisabled)}
  >
    ${label}
  </button>`;

function barHtml({ history, updatedAt }: StoredDraft, said: string | undefined): Markup {
  return html`<div class="app-build__bar">
    <button class="govuk-button app-button" type="submit" name="do" value="save">Save</button>
    ${stepButton('undo', 'Undo', history.past.length === 0)}
    ${stepButton('redo', 'Redo', history.future.length === 0)}
    <p class="app-kept" role="status" data-kept-status>${said ?? keptWords(updatedAt)}</p>
  </div>`;
}

const previewHtml = (path: string): Markup =>
  html`<section class="app-build__preview" aria-labelledby="preview">
    <h2 class="govuk-heading-m" id="preview">What readers will see</h2>
    <p class="govuk-body">
      With the newest figures, as the draft was kept last.
      <a class="govuk-link" href="${path}" target="_blank"
        >Open it by itself<span class="govuk-visually-hidden"> (in another window)</span></a
      >
    </p>
    <fieldset class="app-build__widths">
      <legend class="govuk-visually-hidden">Width of the preview</legend>
      <label><input type="radio" name="width" value="wide" checked /> <span>Computer</span></label>
      <label><input type="radio" name="width" value="narrow" /> <span>Phone</span></label>
    </fieldset>
    <div class="app-build__screen">
      <iframe class="app-build__frame" src="${path}" title="Preview of the dashboard" data-preview></iframe>
    </div>
  </section>`;

export async function editorAnswer(
  question: BuildQuestion,
  stored: StoredDraft,
  { open = null, said, problems = [], general = [], newer, status }: EditorState,
): Promise<UploadAnswer> {
  const { site, session, reading } = question;
  const draft = parseDraft(stored.content);
  const found = fieldProblems(problems, draft);
  const isNew = stored.baseVersion === 0;
  const subject = subjectIn(reading.catalogue, draft.words.subject);
  // What is wrong is shown where it is.
  const opened = open ?? found.find(({ module }) => module !== undefined)?.module ?? null;
  const context = { question, subject, problems: found, open: opened, of: draft.sections.length };
  const href = hrefTo(site);
  const path = draftPath(stored.key);
  const title = draftTitle(draft);
  // The fields of a module that is closed are not on the page.
  const reached = found.map((problem) =>
    problem.module === undefined || problem.module === opened
      ? problem
      : { ...problem, id: moduleId(problem.module) },
  );
  const main = html`${problemsHtml(reached, general)}
    <h1 class="govuk-heading-xl">${title}</h1>
    <div class="app-notice app-notice--draft" role="note">
      <p class="govuk-body">
        <strong>Draft.</strong>
        ${isNew ? 'Nobody but you sees it.' : html`It began with version ${stored.baseVersion}.`} Everything
        you change is kept with it; Save makes a version of it that others can look at.
      </p>
    </div>
    <div class="app-build">
      <form
        class="app-build__form"
        id="draft"
        aria-label="Edit the dashboard"
        method="post"
        action="${href(path)}"
        enctype="application/x-www-form-urlencoded"
        data-draft="${stored.key}"
      >
        <button
          class="govuk-visually-hidden"
          type="submit"
          name="do"
          value="keep-here"
          tabindex="-1"
          aria-hidden="true"
        >
          Keep
        </button>
        ${csrfHtml(session)}
        <input type="hidden" name="base" value="${stored.updatedAt}" />
        <input type="hidden" name="base-version" value="${stored.baseVersion}" />
        <input type="hidden" name="open" value="${opened ?? ''}" />
        ${newer && newerHtml(newer, draft, reading.catalogue)} ${barHtml(stored, said)}
        ${await headHtml(draft, found, { question, isNew, key: stored.key })}
        <div id="sections">${draft.sections.map((section, at) => sectionHtml(section, at, context))}</div>
        ${found.filter(({ id }) => id === 'sections').map(({ message }) => html`<p class="govuk-error-message">${message}</p>`)}
        <button class="govuk-button govuk-button--secondary" type="submit" name="do" value="add-section">
          Add a section
        </button>
        <div class="app-buttons">
          <button class="govuk-button" type="submit" name="do" value="save">Save</button>
          <button
            class="app-link-button"
            type="submit"
            name="do"
            value="delete"
            formaction="${href(throwAwayPath(stored.key))}"
          >
            Throw this draft away
          </button>
        </div>
      </form>
      <script type="module" src="${href('/assets/build-dashboard.js')}"></script>
      ${modulesOf(draft).length > 0 && previewHtml(href(`${path}/preview`))}
    </div>`;
  const slug = draft.words.slug;
  return buildAnswer(question, {
    title: `Edit: ${title}`,
    main,
    crumbs: isNew || slug === undefined ? [] : [{ text: title, path: editPath(slug) }],
    ...(status !== undefined && { status }),
  });
}
