/** Signing in: with a token, or with an address that is good once. */
import { AppError } from '../../errors.js';
import { html, type Markup } from '../../../components/view/html.js';
import { redirect, type PageQuestion } from '../frame/answers.js';
import { hrefTo, type Site } from '../frame/site.js';
import type { UploadAnswer, UploadForm, UploadQuestion } from './answers.js';
import { errorsHtml, UPLOAD, uploadAnswer } from './words.js';

const formHtml = (site: Site): Markup =>
  html`<form class="app-form" method="post" action="${hrefTo(site)(`${UPLOAD}/sign-in`)}">
    <div class="app-field">
      <label class="govuk-label" for="token">Your token</label>
      <p class="govuk-hint" id="token-hint">
        It begins with pp_. You have it from whoever runs this platform.
      </p>
      <input
        class="govuk-input"
        id="token"
        name="token"
        type="password"
        autocomplete="current-password"
        spellcheck="false"
        aria-describedby="token-hint"
        required
      />
    </div>
    <button class="govuk-button" type="submit">Sign in</button>
  </form>`;

/** @param problem why it did not work the last time */
export function signInPage({ site }: Pick<PageQuestion, 'site'>, problem?: string): UploadAnswer {
  const href = hrefTo(site);
  const main = html`${errorsHtml(problem === undefined ? [] : [problem])}
    <h1 class="govuk-heading-xl">Publish figures of your service</h1>
    <p class="govuk-body">
      Type a few numbers or bring a spreadsheet, look at what will be shown, publish. What was wrong can be
      corrected or taken back at any time, and nothing is lost.
    </p>
    ${formHtml(site)}
    <p class="govuk-body">
      No token yet? <a class="govuk-link" href="${href('/get-a-dashboard')}">How to get a dashboard</a>.
    </p>`;
  return uploadAnswer(site, { title: 'Publish figures', main, status: problem === undefined ? 200 : 422 });
}

/** The page of a link: nothing happens until its button is pressed, for programs look at links before people do. */
export function linkPage({ site, names }: Pick<PageQuestion, 'site' | 'names'>): UploadAnswer {
  const main = html`<h1 class="govuk-heading-xl">Publish figures of your service</h1>
    <p class="govuk-body">This link signs you in once. After that it is good for nothing.</p>
    <form method="post" action="${hrefTo(site)(`${UPLOAD}/sign-in`)}">
      <input type="hidden" name="link" value="${names.link}" />
      <button class="govuk-button" type="submit">Sign in</button>
    </form>`;
  return uploadAnswer(site, { title: 'Sign in', main });
}

export async function signIn(question: UploadQuestion, { fields }: UploadForm): Promise<UploadAnswer> {
  const { publishing } = question;
  const link = fields.get('link');
  try {
    const session = link
      ? await publishing.signInWithLink(link)
      : await publishing.signInWithToken((fields.get('token') ?? '').trim());
    return { ...redirect(UPLOAD, 303), session };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'UNAUTHENTICATED') throw error;
    return signInPage(question, `${error.message[0].toUpperCase()}${error.message.slice(1)}.`);
  }
}

export async function signOut({ publishing }: UploadQuestion): Promise<UploadAnswer> {
  await publishing.signOut();
  return { ...redirect(UPLOAD, 303), session: null };
}
