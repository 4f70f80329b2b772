/** `/upload/requests`: who has asked for access; an administrator grants it with one click. */
import { mayEverywhere } from '../../access/rights.js';
import type { OpenRequest } from '../../access/dashboard-requests.js';
import { rowIdOf } from '../../entities/index.js';
import { InputError } from '../../errors.js';
import { formatInstant } from '../../../components/formatting/periods.js';
import { html, type HtmlPart, type Markup } from '../../../components/view/html.js';
import { redirect } from '../frame/answers.js';
import { copyHtml, selectHtml } from '../frame/fields.js';
import { mostSimilar } from '../frame/similar-names.js';
import { hrefTo } from '../frame/site.js';
import type { SignedInQuestion, UploadAnswer, UploadForm } from './answers.js';
import { csrfHtml, errorsHtml, serviceName, UPLOAD, uploadAnswer } from './words.js';

export const REQUESTS = `${UPLOAD}/requests`;

function assertAdministrator({ session }: SignedInQuestion): void {
  if (mayEverywhere(session.bearer.scopes, 'administer')) return;
  throw new InputError('there is nothing here for you', 404, 'NOT_FOUND');
}

function requestHtml(
  { id, at, service, organisation, email, purpose }: OpenRequest,
  question: SignedInQuestion,
): Markup {
  const { reading, site, session } = question;
  const services = [...reading.catalogue.services];
  const names = services.map((each) => ({ slug: each.slug, name: serviceName(each) }));
  const [nearest] = mostSimilar(service, names, (each) => [each.slug, each.name]);
  const options = names.map(({ slug, name }) => ({ value: slug, text: name }));
  return html`<section class="app-typed" aria-labelledby="request-${id}">
    <h2 class="govuk-heading-m" id="request-${id}">${service}</h2>
    <p class="govuk-body">${organisation} · ${email} · ${formatInstant(at)}</p>
    ${purpose !== '' && html`<p class="govuk-body">${purpose}</p>`}
    <form class="app-form" aria-labelledby="request-${id}" method="post" action="${hrefTo(site)(REQUESTS)}">
      ${csrfHtml(session)}
      <input type="hidden" name="id" value="${id}" />
      ${selectHtml('service', 'May publish figures of', [{ value: '', text: 'Choose a service' }, ...options], nearest?.slug)}
      <button class="govuk-button" type="submit" name="answer" value="grant">Grant</button>
      <button class="govuk-button govuk-button--secondary" type="submit" name="answer" value="decline">
        Decline
      </button>
    </form>
  </section>`;
}

async function show(question: SignedInQuestion, above: HtmlPart, status = 200): Promise<UploadAnswer> {
  assertAdministrator(question);
  const { site, session } = question;
  const requests = await question.publishing.openRequests();
  const main = html`${above}
    <h1 class="govuk-heading-xl">Who has asked for access</h1>
    ${
      requests.length === 0
        ? html`<p class="govuk-body">Nobody is waiting.</p>`
        : requests.map((request) => requestHtml(request, question))
    }`;
  const crumbs = [{ text: 'Publish figures', path: UPLOAD }];
  return uploadAnswer(site, { title: 'Who has asked for access', main, session, crumbs, status });
}

export const requestsPage = (question: SignedInQuestion): Promise<UploadAnswer> => show(question, null);

export async function answerRequest(
  question: SignedInQuestion,
  { fields }: UploadForm,
): Promise<UploadAnswer> {
  assertAdministrator(question);
  const { publishing, site } = question;
  const id = rowIdOf(fields.get('id') ?? '');
  if (id === null) throw new InputError('that is no request', 404, 'NOT_FOUND');
  if (fields.get('answer') === 'decline') {
    await publishing.declineRequest(id);
    return redirect(REQUESTS, 303);
  }
  const service = fields.get('service') ?? '';
  if (service === '')
    return show(question, errorsHtml(['Choose the service that they may publish figures of.']), 422);
  const link = await publishing.grantRequest(id, service);
  // Shown in the answer itself: it is told once, and stands in no address of ours.
  return show(
    question,
    copyHtml(
      'link',
      'Send them this address',
      'It signs them in once, within a week. It is not shown again.',
      {
        rows: 2,
        text: `${site.base}${UPLOAD}/link/${link}`,
      },
    ),
  );
}
