/** `/upload/submissions/N`: what was published, how to embed it, and how to take it back. */
import { mayEverywhere } from '../../access/rights.js';
import { rowIdOf } from '../../entities/index.js';
import { InputError } from '../../errors.js';
import { inputsOf, textIn } from '../../metrics/definitions.js';
import type { OwnSubmission } from '../../store/submission-log.js';
import { serviceSubject } from '../../store/subject.js';
import { figurePath, subjectPath } from '../../../components/formatting/paths.js';
import { formatInstant } from '../../../components/formatting/periods.js';
import { html, type HtmlPart, type Markup } from '../../../components/view/html.js';
import { redirect } from '../frame/answers.js';
import { moreWaysHtml } from '../embed/more-ways.js';
import { embedSnippet } from '../frame/embed-snippet.js';
import { copyHtml } from '../frame/fields.js';
import { hrefTo } from '../frame/site.js';
import { count } from '../frame/texts.js';
import type { SignedInQuestion, UploadAnswer } from './answers.js';
import { inPart, stayingHtml } from './staying.js';
import { csrfHtml, errorsHtml, receiptPath, serviceName, UPLOAD, uploadAnswer, uploadPath } from './words.js';

/** A submission that whoever has signed in may look at. @throws InputError (404) */
async function submissionOf({ publishing, session, names }: SignedInQuestion): Promise<OwnSubmission> {
  const id = rowIdOf(names.id);
  const found = id === null ? null : await publishing.findSubmission(id);
  const isOwn = found?.tokenId === session.bearer.tokenId;
  if (found && (isOwn || mayEverywhere(session.bearer.scopes, 'administer'))) return found;
  throw new InputError('there is no such delivery of yours', 404, 'NOT_FOUND');
}

/** The figures of a service that are made of what was delivered, with what to paste into a page. */
function embedHtml({ touched }: OwnSubmission, { reading, site }: SignedInQuestion): HtmlPart {
  const { catalogue } = reading;
  const href = hrefTo(site);
  return [...new Set(touched.map(({ service }) => service))].slice(0, 3).map((slug, at) => {
    const service = catalogue.service(slug);
    if (!service) return null;
    const measures = new Set(touched.filter((each) => each.service === slug).map(({ measure }) => measure));
    const subject = serviceSubject(service);
    const metrics = catalogue
      .metricsOf(subject)
      .filter(({ formula }) => inputsOf(formula).some((measure) => measures.has(measure)));
    const [first] = metrics;
    return html`<h2 class="govuk-heading-l">${serviceName(service)}</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li><a class="govuk-link" href="${href(subjectPath(subject))}">All its figures</a></li>
        ${metrics.map(
          ({ key, texts }) =>
            html`<li>
              <a class="govuk-link" href="${href(figurePath(subject, key))}">${textIn(texts.label, 'en')}</a>
            </li>`,
        )}
      </ul>
      ${
        first &&
        copyHtml(
          at === 0 ? 'embed' : `embed-${at + 1}`,
          'Embed this',
          'Paste it into any page. It stays up to date by itself.',
          {
            rows: 5,
            text: embedSnippet(site, {
              attributes: [
                ['service', slug],
                ['metric', first.key],
              ],
              href: site.base + figurePath(subject, first.key),
              text: `${textIn(first.texts.label, 'en')}: ${serviceName(service)}`,
            }),
          },
        )
      }
      ${first && moreWaysHtml(figurePath(subject, first.key), site)}
      <p class="govuk-body">
        <a class="govuk-link" href="${href(uploadPath(service))}">Publish more of it</a>
      </p>`;
  });
}

function countsHtml({ inserted, updated, withdrawn, unchanged }: OwnSubmission): Markup {
  return html`<ul class="govuk-list govuk-list--bullet">
    ${inserted > 0 && html`<li>${count(inserted, 'number')} new</li>`}
    ${updated > 0 && html`<li>${count(updated, 'number')} changed</li>`}
    ${withdrawn > 0 && html`<li>${count(withdrawn, 'number')} taken back</li>`}
    ${unchanged > 0 && html`<li>${count(unchanged, 'number')} as before</li>`}
  </ul>`;
}

async function show(question: SignedInQuestion, errors: HtmlPart[]): Promise<UploadAnswer> {
  const { site, session } = question;
  const submission = await submissionOf(question);
  const { id, receivedAt, source, undoes, undoneBy } = submission;
  const href = hrefTo(site);
  const { publishing } = question;
  const ofUndone = undoes === null ? null : await publishing.stayingAfter({ id: undoes, undoneBy: id });
  const ofThis = undoneBy === null ? null : await publishing.stayingAfter({ id, undoneBy });
  const title = undoes === null ? 'Published' : `Delivery ${undoes} was taken back${inPart(ofUndone)}`;
  const main = html`${errorsHtml(errors)}
    <div class="govuk-panel govuk-panel--confirmation">
      <h1 class="govuk-panel__title">${title}</h1>
      <div class="govuk-panel__body">Delivery <strong>${id}</strong>, ${formatInstant(receivedAt)}</div>
    </div>
    <p class="govuk-body">From ${source}. It is stored, and what was there before stays in the history.</p>
    ${countsHtml(submission)} ${ofUndone && stayingHtml(ofUndone, question)}
    ${embedHtml(submission, question)}
    ${
      undoneBy === null
        ? html`<h2 class="govuk-heading-l">Was something wrong?</h2>
            <p class="govuk-body">
              Publish the right numbers: they take the place of these. Or take the whole delivery back:
              everything becomes what it was before, but for what later deliveries have changed.
            </p>
            <form
              aria-label="Take this delivery back"
              method="post"
              action="${href(`${receiptPath(id)}/undo`)}"
            >
              ${csrfHtml(session)}
              <button class="govuk-button govuk-button--secondary" type="submit">
                Take this delivery back
              </button>
            </form>`
        : html`<p class="govuk-body">
            It was taken back${inPart(ofThis)} by
            <a class="govuk-link" href="${href(receiptPath(undoneBy))}">delivery ${undoneBy}</a>.
          </p>`
    }`;
  return uploadAnswer(site, {
    title,
    main,
    session,
    crumbs: [{ text: 'Publish figures', path: UPLOAD }],
    status: errors.length > 0 ? 409 : 200,
  });
}

export const receiptPage = (question: SignedInQuestion): Promise<UploadAnswer> => show(question, []);

export async function undoSubmission(question: SignedInQuestion): Promise<UploadAnswer> {
  const { id } = await submissionOf(question);
  try {
    const { submission } = await question.publishing.undo(id);
    return redirect(receiptPath(submission), 303);
  } catch (error) {
    if (!(error instanceof InputError) || error.httpStatus !== 409) throw error;
    return show(question, [error.message]);
  }
}
