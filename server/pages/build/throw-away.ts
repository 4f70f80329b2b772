/** `/build/drafts/<key>/throw-away`: asks whether a draft is to be thrown away, and does it. */
import type { StoredDraft } from '../../authoring/dashboard-drafts.js';
import { InputError } from '../../errors.js';
import type { Catalogue } from '../../store/catalogue.js';
import { html } from '../../../components/view/html.js';
import { redirect } from '../frame/answers.js';
import { hrefTo } from '../frame/site.js';
import type { UploadAnswer, UploadForm } from '../upload/answers.js';
import { csrfHtml } from '../upload/words.js';
import type { BuildQuestion } from './answers.js';
import { draftWords } from './draft-words.js';
import { editDraft } from './edit-draft.js';
import { homePage } from './home-page.js';
import { BUILD, buildAnswer, throwAwayPath } from './words.js';

const titleIn = (catalogue: Catalogue, stored: StoredDraft): string => draftWords(stored, catalogue).title;

/** @throws InputError (404) */
export async function throwAwayPage(question: BuildQuestion): Promise<UploadAnswer> {
  const { building, names, reading, session, site } = question;
  const stored = await building.findDraft(names.key ?? '');
  if (!stored) throw new InputError('there is no such draft of yours', 404, 'NOT_FOUND');
  const href = hrefTo(site);
  const { path, title } = draftWords(stored, reading.catalogue);
  const isNew = stored.baseVersion === 0;
  const main = html`<h1 class="govuk-heading-xl">Throw the draft away?</h1>
    <p class="govuk-body">
      <strong>${title}</strong>: all that you have changed since
      ${isNew ? 'you began' : `version ${stored.baseVersion}`} is gone then, and cannot be brought back.
      Whatever was saved stays as it is.
    </p>
    <form aria-label="Throw it away" method="post" action="${href(throwAwayPath(stored.key))}">
      ${csrfHtml(session)}
      <input type="hidden" name="sure" value="1" />
      <button class="govuk-button govuk-button--warning" type="submit">Throw it away</button>
    </form>
    <p class="govuk-body"><a class="govuk-link" href="${href(path)}">No, keep it</a></p>`;
  return buildAnswer(question, { title: 'Throw the draft away', main, crumbs: [{ text: title, path }] });
}

/** From the editor it is asked first, and what was typed is kept until the answer; the first page says what is gone. */
export async function throwAway(question: BuildQuestion, form: UploadForm): Promise<UploadAnswer> {
  const { building, names, reading } = question;
  if (!form.fields.has('sure')) return redirect(throwAwayPath(await keptKey(question, form)), 303);
  const stored = await building.findDraft(names.key ?? '');
  if (!stored) return redirect(BUILD, 303);
  await building.deleteDraft(stored.key);
  return homePage(question, { thrownAway: titleIn(reading.catalogue, stored) });
}

/** The key of the draft that holds what was typed. */
async function keptKey(question: BuildQuestion, form: UploadForm): Promise<string> {
  const fields = new URLSearchParams(form.fields);
  fields.set('do', 'keep');
  const { body } = await editDraft(question, { ...form, fields });
  return (JSON.parse(String(body)) as { key: string }).key;
}
