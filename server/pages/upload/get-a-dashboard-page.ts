/** `/get-a-dashboard`: how a team begins, and the form in which it asks for a token. */
import { html, type HtmlPart, type Markup } from '../../../components/view/html.js';
import { redirect } from '../frame/answers.js';
import { inputField, textField } from '../frame/fields.js';
import { hrefTo, type Site } from '../frame/site.js';
import type { UploadAnswer, UploadForm, UploadQuestion } from './answers.js';
import { errorsHtml, uploadAnswer } from './words.js';

export const GET_A_DASHBOARD = '/get-a-dashboard';

/** The fields of the form: name, label, hint, and the most characters. */
const FIELDS = [
  {
    name: 'service',
    label: 'Your service',
    hint: 'As its users call it, like “Renew a tax disc”.',
    most: 200,
  },
  { name: 'organisation', label: 'Its department or agency', hint: '', most: 200 },
  {
    name: 'email',
    label: 'Your work e-mail address',
    hint: 'The address to sign in with is sent there.',
    most: 254,
  },
  {
    name: 'purpose',
    label: 'What you would like to publish (optional)',
    hint: 'For example: transactions by channel and completion rate, monthly.',
    most: 1000,
  },
] as const;

type FieldName = (typeof FIELDS)[number]['name'];
type Values = Readonly<Record<FieldName, string>>;

const EMPTY: Values = { service: '', organisation: '', email: '', purpose: '' };

function fieldHtml({ name, label, hint }: (typeof FIELDS)[number], value: string, error?: string): Markup {
  const field = { id: name, name, label, hint, value, ...(error && { error }) };
  return name === 'purpose' ? textField(field) : inputField(field, name === 'email' ? 'email' : 'text');
}

const stepsHtml = (site: Site): Markup =>
  html`<ol class="govuk-list govuk-list--number">
    <li>Ask for access with the form below. You get an address by e-mail that signs you in.</li>
    <li>Type the numbers of one month, or bring the spreadsheet that you have.</li>
    <li>See the figures and charts as readers will see them. Correct what is wrong.</li>
    <li>
      Publish. Your service has a page of its own at once, and you can embed its figures
      <a class="govuk-link" href="${hrefTo(site)('/services')}">like those of other services</a> in yours.
    </li>
  </ol>`;

function show(
  { site }: UploadQuestion,
  { values = EMPTY, errors = {}, problem }: { values?: Values; errors?: Partial<Values>; problem?: HtmlPart },
): UploadAnswer {
  const found = Object.entries(errors).map(([name, message]) => html`<a href="#${name}">${message}</a>`);
  const main = html`${errorsHtml(problem ? [problem] : found)}
    <h1 class="govuk-heading-xl">Get a dashboard</h1>
    <p class="govuk-body-l">
      Publish how well your service works: how many use it, by which channels, what it costs, whether users
      finish and are satisfied.
    </p>
    <h2 class="govuk-heading-l">What you need</h2>
    <p class="govuk-body">
      Numbers that you have already: a count of transactions by month is enough to begin with. No code, no
      contract, no meeting.
    </p>
    <h2 class="govuk-heading-l">How long it takes</h2>
    <p class="govuk-body">
      Ten minutes once you have been given access, and a few minutes a month from then on.
    </p>
    <h2 class="govuk-heading-l">Four steps</h2>
    ${stepsHtml(site)}
    <h2 class="govuk-heading-l">Ask for access</h2>
    <form class="app-form" method="post" action="${hrefTo(site)(GET_A_DASHBOARD)}" novalidate>
      ${FIELDS.map((field) => fieldHtml(field, values[field.name], errors[field.name]))}
      <button class="govuk-button" type="submit">Ask for access</button>
    </form>
    ${
      site.contact !== null &&
      html`<p class="govuk-body">
        Questions? Write to <a class="govuk-link" href="mailto:${site.contact}">${site.contact}</a>.
      </p>`
    }`;
  const status = found.length > 0 || problem ? 422 : 200;
  return uploadAnswer(site, { title: 'Get a dashboard', main, status });
}

export const getADashboardPage = (question: UploadQuestion): UploadAnswer =>
  question.query.has('asked') ? askedPage(question) : show(question, {});

function askedPage({ site }: UploadQuestion): UploadAnswer {
  const main = html`<div class="govuk-panel govuk-panel--confirmation">
      <h1 class="govuk-panel__title">You have asked for access</h1>
    </div>
    <p class="govuk-body">
      Whoever runs this platform looks at it and sends you an address that signs you in. Have the numbers of
      one month at hand then.
    </p>`;
  return uploadAnswer(site, { title: 'You have asked for access', main });
}

/** What is wrong, by field. */
function errorsOf(values: Values): Partial<Values> {
  const errors: Partial<Record<FieldName, string>> = {};
  if (values.service === '') errors.service = 'Say which service it is about';
  if (values.organisation === '') errors.organisation = 'Say whose service it is';
  if (!/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(values.email)) {
    errors.email = 'Write your e-mail address, like name@example.gov.uk';
  }
  for (const { name, label, most } of FIELDS) {
    if (values[name].length > most) errors[name] = `${label}: at most ${most} characters`;
  }
  return errors;
}

export async function askForAccess(question: UploadQuestion, { fields }: UploadForm): Promise<UploadAnswer> {
  const valueOf = (name: FieldName): string => (fields.get(name) ?? '').replace(/\p{Cc}+/gu, ' ').trim();
  const values: Values = {
    service: valueOf('service'),
    organisation: valueOf('organisation'),
    email: valueOf('email'),
    purpose: valueOf('purpose'),
  };
  const errors = errorsOf(values);
  if (Object.keys(errors).length > 0) return show(question, { values, errors });
  await question.publishing.ask(values);
  return redirect(`${GET_A_DASHBOARD}?asked`, 303);
}
