/** `/upload/services/SLUG`: type what is due, or bring a file. */
import { InputError } from '../../errors.js';
import { serviceSubject } from '../../store/subject.js';
import { subjectPath } from '../../../components/formatting/paths.js';
import { html, type HtmlPart } from '../../../components/view/html.js';
import { redirect } from '../frame/answers.js';
import { hrefTo } from '../frame/site.js';
import type { SignedInQuestion, UploadAnswer, UploadForm } from './answers.js';
import { dataSetsHtml } from './data-set/page.js';
import { reachedService } from './service-reached.js';
import { keepSheet } from './sheet-draft.js';
import {
  openDraftOf,
  savedAnswer,
  savedWords,
  saveTyped,
  TYPED,
  typedBefore,
  typedPath,
  waitingHtml,
} from './typed-drafts.js';
import { rowsOfTyped, typedValues } from './typed-values.js';
import { errorLink, NOTHING_TYPED, otherPeriodsHtml, type Typed, typingFormHtml } from './typing-form.js';
import { csrfHtml, draftPath, errorsHtml, serviceName, UPLOAD, uploadAnswer, uploadPath } from './words.js';

interface Shown {
  typed?: Typed;
  errors?: HtmlPart[];
}

async function show(
  question: SignedInQuestion,
  { typed = NOTHING_TYPED, errors = [] }: Shown,
): Promise<UploadAnswer> {
  const { site, session, query } = question;
  const reached = reachedService(question);
  const { service } = reached;
  const href = hrefTo(site);
  const saved = query.get('saved');
  const hasDataSets = question.reading.catalogue.dataSetsOf(service.id).length > 0;
  const main = html`${errorsHtml(errors)}
    ${
      saved !== null &&
      typed.open &&
      html`<div class="app-notice" role="status">
        <p class="govuk-body">${savedWords({ ...typed.open, isApart: saved === 'apart' })}</p>
      </div>`
    }
    <h1 class="govuk-heading-xl">${serviceName(service)}</h1>
    <p class="govuk-body">
      <a class="govuk-link" href="${href(subjectPath(serviceSubject(service)))}">What is published of it</a>
    </p>
    ${await waitingHtml(service, question)} ${otherPeriodsHtml(reached, question)}
    ${await typingFormHtml(reached, typed, question)}
    <form
      class="app-form"
      aria-label="Bring a file"
      method="post"
      action="${href(uploadPath(service))}"
      enctype="multipart/form-data"
    >
      ${csrfHtml(session)}
      <h2 class="govuk-heading-l">Bring a file</h2>
      <div class="app-field">
        <label class="govuk-label" for="file">A spreadsheet (.xlsx) or a CSV</label>
        <p class="govuk-hint" id="file-hint">
          A table with periods in columns or rows, or survey responses, one a row. What is understood of it is
          shown first.
        </p>
        <input
          class="app-file"
          id="file"
          name="file"
          type="file"
          accept=".csv,.xlsx,.txt"
          aria-describedby="file-hint"
        />
      </div>
      <button class="govuk-button govuk-button--secondary" type="submit">Look at it</button>
      ${
        hasDataSets &&
        html`<p class="govuk-body">
          A table to fill in, with the periods that are due:
          <a class="govuk-link" href="${href(`${uploadPath(service)}/template.xlsx`)}" download
            >Excel workbook</a
          >,
          <a class="govuk-link" href="${href(`${uploadPath(service)}/template.csv`)}" download>CSV</a>
        </p>`
      }
    </form>
    ${dataSetsHtml(service, reached.measures, question)}`;
  return uploadAnswer(site, {
    title: `Publish figures of ${serviceName(service)}`,
    main,
    session,
    crumbs: [{ text: 'Publish figures', path: UPLOAD }],
    status: errors.length > 0 ? 422 : 200,
  });
}

export async function servicePage(question: SignedInQuestion): Promise<UploadAnswer> {
  reachedService(question);
  return show(question, { typed: (await typedBefore(question)) ?? NOTHING_TYPED });
}

/** What was typed or brought becomes a draft, which is looked at next, or kept for later. */
export async function bring(question: SignedInQuestion, form: UploadForm): Promise<UploadAnswer> {
  const { service } = reachedService(question);
  if (form.file) {
    try {
      const key = await keepSheet(question, form.file.name, { file: form.file, said: null });
      return redirect(draftPath(key), 303);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return show(question, { errors: [error.message] });
    }
  }
  const list = typedValues(form.fields);
  const wish = form.fields.get('do');
  const open = openDraftOf(form);
  if (wish === 'keep')
    return savedAnswer(list.length > 0 || open ? await saveTyped(question, list, open) : null);
  if (list.length === 0) return show(question, { errors: ['Type at least one number, or choose a file.'] });
  const content = rowsOfTyped(service.slug, list);
  if (wish === 'save') {
    const { key, isApart } = await saveTyped(question, list, open);
    return redirect(`${typedPath(service, key)}&saved=${isApart ? 'apart' : ''}`, 303);
  }
  const outcome = await question.publishing.compare({ content, source: TYPED });
  const { key, updatedAt } = await saveTyped(question, list, open);
  if (outcome.isAccepted) return redirect(draftPath(key), 303);
  // A row a field, after the header.
  const errors = new Map(outcome.problems.map(({ row, message }) => [list[row - 2]?.name ?? '', message]));
  return show(question, {
    typed: { list, errors, open: { key, updatedAt } },
    errors: [...errors].map(([name, message]) => errorLink(list, name, message)),
  });
}
