/** What was typed and is not published yet: kept while it is typed, and found again. */
import { upperFirst } from '../../wording/phrases.js';
import type { Service } from '../../store/subject.js';
import type { Draft, OpenDraft, SavedDraft } from '../../access/drafts.js';
import { formatInstant } from '../../../components/formatting/periods.js';
import { html, type Markup } from '../../../components/view/html.js';
import { redirect, TYPES } from '../frame/answers.js';
import { hrefTo } from '../frame/site.js';
import type { SignedInQuestion, UploadAnswer, UploadForm } from './answers.js';
import { rowsOfTyped, typedOfRows, type TypedValue } from './typed-values.js';
import type { Typed } from './typing-form.js';
import { csrfHtml, draftPath, uploadPath } from './words.js';

export const TYPED = 'numbers typed in the browser';

export const isTyped = ({ sheet, source }: Pick<Draft, 'sheet' | 'source'>): boolean =>
  sheet === null && source === TYPED;

/** The address at which somebody goes on with what they typed. */
export const typedPath = (service: { slug: string }, key: string): string =>
  `${uploadPath(service)}?draft=${encodeURIComponent(key)}`;

/** What an address says that was typed; null where it says nothing, or that is gone. */
export async function typedBefore({ publishing, query, names }: SignedInQuestion): Promise<Typed | null> {
  const key = query.get('draft');
  const draft = key ? await publishing.findDraft(key) : null;
  if (!draft || draft.submissionId !== null || !isTyped(draft) || draft.service !== names.slug) return null;
  const { updatedAt } = draft;
  return { list: typedOfRows(draft.content), errors: new Map(), open: { key: draft.key, updatedAt } };
}

export const openDraftOf = ({ fields }: UploadForm): OpenDraft => {
  const [key, updatedAt] = [fields.get('draft') ?? '', fields.get('base') ?? ''];
  return key === '' ? null : { key, updatedAt };
};

export const saveTyped = (
  { publishing, names }: SignedInQuestion,
  values: readonly TypedValue[],
  open: OpenDraft,
): Promise<SavedDraft> =>
  publishing.saveDraft(open, {
    ...{ service: names.slug, source: TYPED, notes: [], sheet: null },
    content: rowsOfTyped(names.slug, values),
  });

const APART =
  'This draft was changed or published somewhere else while you typed. Nothing was overwritten: what you typed is a draft of its own.';

/** What is said of a draft that was kept. */
export const savedWords = ({ updatedAt, isApart }: SavedDraft): string =>
  `${isApart ? `${APART} ` : ''}Saved at ${formatInstant(updatedAt)}, for a week. Not published yet.`;

/** To the script that keeps what is typed; null = there was nothing to keep. */
export const savedAnswer = (saved: SavedDraft | null): UploadAnswer => ({
  status: 200,
  type: TYPES.json,
  body: JSON.stringify({
    draft: saved?.key ?? '',
    base: saved?.updatedAt ?? '',
    text: saved ? savedWords(saved) : '',
  }),
});

/** Drafts that wait, with ways on; what others have is told. */
export async function waitingHtml(service: Service, question: SignedInQuestion): Promise<Markup | false> {
  const { publishing, query, site, session } = question;
  const href = hrefTo(site);
  const all = await publishing.waitingDrafts(service.slug);
  const own = all.filter(({ key }) => key !== null && key !== query.get('draft'));
  const [others] = all.filter(({ key }) => key === null);
  if (own.length === 0 && !others) return false;
  return html`<section class="app-notice" aria-labelledby="waiting">
    <h2 class="govuk-heading-m" id="waiting">Not published yet</h2>
    ${
      others &&
      html`<p class="govuk-body">
        Somebody else has ${others.source === TYPED ? 'typed numbers' : 'brought a file'} of this service and
        not published it, last on ${formatInstant(others.updatedAt)}.
      </p>`
    }
    ${own.map(({ key, source, updatedAt, isSheet }) => {
      const path = isSheet || source !== TYPED ? draftPath(key!) : typedPath(service, key!);
      const name = `${source}, ${formatInstant(updatedAt)}`;
      return html`<form
        class="app-waiting"
        aria-label="${name}"
        method="post"
        action="${href(`${draftPath(key!)}/delete`)}"
      >
        ${csrfHtml(session)}
        <a class="govuk-link" href="${href(path)}">${upperFirst(name)}</a>
        <button class="app-link-button" type="submit">
          Delete<span class="govuk-visually-hidden"> ${name}</span>
        </button>
      </form>`;
    })}
  </section>`;
}

/** Deletes a draft of whoever has signed in, if it is there. */
export async function deleteDraft({ publishing, names }: SignedInQuestion): Promise<UploadAnswer> {
  const draft = await publishing.findDraft(names.key);
  if (!draft) return redirect('/upload', 303);
  await publishing.deleteDraft(draft.key);
  return redirect(uploadPath({ slug: draft.service }), 303);
}
