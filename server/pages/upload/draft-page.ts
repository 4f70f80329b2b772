/** `/upload/drafts/KEY`: what publishing would change, and what readers would see; then the button. */
import type { Draft } from '../../access/drafts.js';
import { rowIdOf } from '../../entities/index.js';
import { AppError, InputError } from '../../errors.js';
import type { Problem } from '../../ingest/problems.js';
import { html, type HtmlPart, type Markup } from '../../../components/view/html.js';
import { redirect } from '../frame/answers.js';
import { inputHtml } from '../frame/fields.js';
import { hrefTo } from '../frame/site.js';
import { count } from '../frame/texts.js';
import type { SignedInQuestion, UploadAnswer, UploadForm } from './answers.js';
import { changesHtml, figuresHtml, previewOf, warningsHtml } from './preview.js';
import {
  answerDraft,
  cellProblems,
  columnsHtml,
  placeOf,
  questionsHtml,
  rememberSheet,
  saidHtml,
  sheetWarnings,
} from './sheet-draft.js';
import { isTyped, typedPath } from './typed-drafts.js';
import {
  csrfHtml,
  draftPath,
  errorsHtml,
  receiptPath,
  serviceName,
  uploadAnswer,
  uploadPath,
  crumbsOf,
} from './words.js';

/** @throws InputError (404) */
async function draftOf({ publishing, names }: SignedInQuestion): Promise<Draft> {
  const draft = await publishing.findDraft(names.key);
  if (draft) return draft;
  throw new InputError('this draft is not there any more: drafts are kept for a week', 404, 'NOT_FOUND');
}

const problemHtml =
  (draft: Draft) =>
  (problem: Problem): Markup =>
    html`${placeOf(draft, problem)}: ${problem.message}`;

export const draftPage = (question: SignedInQuestion): Promise<UploadAnswer> => show(question, []);

async function show(question: SignedInQuestion, errors: HtmlPart[]): Promise<UploadAnswer> {
  const { publishing, site, session, reading } = question;
  const draft = await draftOf(question);
  if (draft.submissionId !== null) return redirect(receiptPath(draft.submissionId), 303);
  const service = reading.catalogue.service(draft.service)!;
  const href = hrefTo(site);
  const back = html`<p class="govuk-body">
    <a class="govuk-link" href="${href(isTyped(draft) ? typedPath(service, draft.key) : uploadPath(service))}"
      >${isTyped(draft) ? 'Back to the numbers' : 'Back, without publishing'}</a
    >
  </p>`;
  const frame = { title: 'Look before you publish', session, crumbs: crumbsOf(service) };
  const questions = questionsHtml(draft, question);
  if (questions) {
    const title = `What is in ${draft.source}?`;
    const main = html`<h1 class="govuk-heading-xl">${title}</h1>
      ${notesHtml(draft)} ${questions} ${columnsHtml(draft, question)} ${back}`;
    return uploadAnswer(site, { ...frame, title, main });
  }
  const unread = cellProblems(draft);
  if (unread.length > 0) {
    const main = html`${errorsHtml(unread)}
      <h1 class="govuk-heading-xl">This cannot be published yet</h1>
      <p class="govuk-body">Nothing was stored of ${draft.source}. Mend these cells and bring it again.</p>
      ${notesHtml(draft)} ${saidHtml(draft, question)} ${columnsHtml(draft, question)} ${back}`;
    return uploadAnswer(site, { ...frame, main, status: 422 });
  }
  const outcome = await publishing.compare(draft);
  if (!outcome.isAccepted) {
    const more =
      outcome.rest > 0 && html`<p class="govuk-body">And ${count(outcome.rest, 'more problem')}.</p>`;
    const main = html`${errorsHtml(outcome.problems.map(problemHtml(draft)))}
      <h1 class="govuk-heading-xl">This cannot be published yet</h1>
      <p class="govuk-body">
        Nothing was stored of ${draft.source}. Mend what is named above and bring it again.
      </p>
      ${more} ${back}`;
    return uploadAnswer(site, { ...frame, main, status: 422 });
  }
  const { inserted, updated, withdrawn } = outcome.receipt.total;
  const isChange = inserted + updated + withdrawn > 0;
  const preview = await previewOf(service, outcome, question);
  const warnings = [...sheetWarnings(draft), ...preview.warnings];
  const main = html`${errorsHtml(errors)}
    <h1 class="govuk-heading-xl">Look before you publish</h1>
    <p class="govuk-body">${serviceName(service)}, from ${draft.source}. Nothing is published yet.</p>
    ${warningsHtml(warnings)} ${changesHtml(outcome, question)} ${isChange && figuresHtml(preview)}
    ${notesHtml(draft)} ${saidHtml(draft, question)} ${columnsHtml(draft, question)}
    ${
      isChange
        ? html`<form
            class="app-publish"
            aria-label="Publish"
            method="post"
            action="${href(`${draftPath(draft.key)}/publish`)}"
          >
            ${csrfHtml(session)}
            <input type="hidden" name="seen" value="${reading.snapshot.version}" />
            <input type="hidden" name="base" value="${draft.updatedAt}" />
            ${
              updated + withdrawn > 0 &&
              inputHtml('reason', 'Why numbers change (optional, everybody can read it)', '', {
                type: 'text',
              })
            }
            <button class="govuk-button" type="submit">Publish</button>
          </form>`
        : html`<p class="govuk-body"><strong>All of it is published already.</strong></p>`
    }
    ${back}`;
  return uploadAnswer(site, { ...frame, main, status: errors.length > 0 ? 409 : 200 });
}

const notesHtml = ({ notes }: Draft): Markup | false =>
  notes.length > 0 &&
  html`<h2 class="govuk-heading-m">How it was read</h2>
    <ul class="govuk-list govuk-list--bullet">
      ${notes.map((note) => html`<li>${note}</li>`)}
    </ul>`;

/** Takes what was said of a draft's spreadsheet. */
export const takeAnswers = async (question: SignedInQuestion, form: UploadForm): Promise<UploadAnswer> =>
  answerDraft(question, await draftOf(question), form);

/** Publishes a draft, once, where nobody has changed in the meantime what it overwrites. */
export async function publishDraft(
  question: SignedInQuestion,
  { fields }: UploadForm,
): Promise<UploadAnswer> {
  const draft = await draftOf(question);
  if (draft.submissionId !== null) return redirect(receiptPath(draft.submissionId), 303);
  if (draft.content === '' || cellProblems(draft).length > 0) return redirect(draftPath(draft.key), 303);
  if (fields.get('base') !== draft.updatedAt) return show(question, [DRAFT_CHANGED]);
  const seen = rowIdOf(fields.get('seen') ?? '') ?? 0;
  try {
    const answer = await question.publishing.publish(withReason(draft, fields.get('reason') ?? ''), seen);
    // What is wrong now is shown by the preview, which compares anew.
    if (answer.status === 422) return redirect(draftPath(draft.key), 303);
    await rememberSheet(question, draft);
    return redirect(receiptPath(answer.body.submission!.id), 303);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'STALE') throw error;
    return show(question, [CHANGED_SINCE]);
  }
}

const MOST_OF_REASON = 200;

/** The reason stands with where it comes from, in the history and in the working of figures. */
const withReason = (draft: Draft, reason: string): Draft => {
  const text = reason.trim().slice(0, MOST_OF_REASON);
  return text === '' ? draft : { ...draft, source: `${draft.source}: ${text}` };
};

const DRAFT_CHANGED =
  'This draft was changed in another window since you looked. Nothing was published: look again.';
const CHANGED_SINCE =
  'Somebody else has published some of these numbers since you looked. Nothing of yours was published. What they published now stands under “Before”: look again, then publish or go back.';
