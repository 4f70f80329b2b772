/** Signing in: with a token, or with an address that is good once. */
import { AppError } from '../../errors.js';
import { html, type Markup } from '../../../components/view/html.js';
import { redirect, type PageQuestion } from '../frame/answers.js';
import { hrefTo, type Site } from '../frame/site.js';
import type { SignedIn } from '../../access/sessions.js';
import type { UploadAnswer, UploadForm, UploadQuestion } from './answers.js';
import { csrfHtml, errorsHtml, UPLOAD, uploadAnswer } from './words.js';

/** Where somebody wanted to go, or what they sent, before they had to sign in. */
export interface Wanted {
  /** A path without the prefix. */
  to: string;
  /** The fields of a form that was sent there. */
  sent?: URLSearchParams;
}

/** Only our own pages with a session are gone on with. */
const isOwnPath = (path: string): boolean => /^\/(?:upload|build)(?:[/?]|$)/.test(path);

/** What was wanted, carried along while somebody signs in. */
const wantedHtml = ({ to, sent }: Wanted): Markup =>
  html`<input
      type="hidden"
      name="to"
      value="${to}"
    />${sent && html`<input type="hidden" name="sent" value="${sent.toString()}" />`}`;

export const wantedOf = ({ fields }: UploadForm): Wanted | null => {
  const [to, sent] = [fields.get('to'), fields.get('sent')];
  if (to === null || !isOwnPath(to)) return null;
  return { to, ...(sent !== null && { sent: new URLSearchParams(sent) }) };
};

const formHtml = (site: Site, wanted: Wanted | null): Markup =>
  html`<form class="app-form" method="post" action="${hrefTo(site)(`${UPLOAD}/sign-in`)}">
    ${wanted && wantedHtml(wanted)}
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

/** What somebody signs in for. */
const PURPOSES = {
  upload: {
    title: 'Publish figures of your service',
    text: 'Type a few numbers or bring a spreadsheet, look at what will be shown, publish. What was wrong can be corrected or taken back at any time, and nothing is lost.',
  },
  build: {
    title: 'Build a dashboard',
    text: 'Pick figures of a service, a group or a whole department, arrange them, and see what readers will see while you do it. Nothing is published before you say so.',
  },
} as const;

const purposeOf = (wanted: Wanted | null): (typeof PURPOSES)[keyof typeof PURPOSES] =>
  PURPOSES[wanted?.to.startsWith('/build') ? 'build' : 'upload'];

/** @param problem why it did not work the last time */
export function signInPage(
  { site }: Pick<PageQuestion, 'site'>,
  problem?: string,
  wanted: Wanted | null = null,
): UploadAnswer {
  const href = hrefTo(site);
  const purpose = purposeOf(wanted);
  const main = html`${errorsHtml(problem === undefined ? [] : [problem])}
    <h1 class="govuk-heading-xl">${purpose.title}</h1>
    <p class="govuk-body">${purpose.text}</p>
    ${formHtml(site, wanted)}
    <p class="govuk-body">
      No token yet? <a class="govuk-link" href="${href('/get-a-dashboard')}">How to get a dashboard</a>.
    </p>`;
  return uploadAnswer(site, { title: purpose.title, main, status: problem === undefined ? 200 : 422 });
}

/** The page of a link: nothing happens until its button is pressed, for programs look at links before people do. */
export function linkPage({ site, names }: Pick<PageQuestion, 'site' | 'names'>): UploadAnswer {
  const main = html`<h1 class="govuk-heading-xl">Sign in</h1>
    <p class="govuk-body">This link signs you in once. After that it is good for nothing.</p>
    <form method="post" action="${hrefTo(site)(`${UPLOAD}/sign-in`)}">
      <input type="hidden" name="link" value="${names.link}" />
      <button class="govuk-button" type="submit">Sign in</button>
    </form>`;
  return uploadAnswer(site, { title: 'Sign in', main });
}

export async function signIn(question: UploadQuestion, form: UploadForm): Promise<UploadAnswer> {
  const { publishing } = question;
  const { fields } = form;
  const link = fields.get('link');
  try {
    const session = link
      ? await publishing.signInWithLink(link)
      : await publishing.signInWithToken((fields.get('token') ?? '').trim());
    return { ...redirect(wantedOf(form)?.to ?? UPLOAD, 303), session };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'UNAUTHENTICATED') throw error;
    const problem = `${error.message[0].toUpperCase()}${error.message.slice(1)}.`;
    return signInPage(question, problem, wantedOf(form));
  }
}

/** What was sent without a session, or in an earlier one, to be sent again by whoever has signed in now. */
export function resumePage(
  { site }: Pick<PageQuestion, 'site'>,
  session: SignedIn,
  { to, sent = new URLSearchParams() }: Wanted,
): UploadAnswer {
  const fields = [...sent].filter(([name]) => name !== 'csrf');
  const main = html`<h1 class="govuk-heading-xl">You are signed in again</h1>
    <p class="govuk-body">
      What you sent before is still here, and has not been kept yet. Send it now to go on.
    </p>
    <form method="post" action="${hrefTo(site)(to)}">
      ${csrfHtml(session)}
      ${fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
      <button class="govuk-button" type="submit">Send it</button>
    </form>`;
  return uploadAnswer(site, { title: 'Signed in again', main, session });
}

export async function signOut({ publishing }: UploadQuestion): Promise<UploadAnswer> {
  await publishing.signOut();
  return { ...redirect(UPLOAD, 303), session: null };
}
