/** What the editor's form does: it keeps what was sent, whatever happens then. */
import { forbiddenText } from './problems.js';
import { NO_HISTORY, type StoredDraft } from '../../authoring/dashboard-drafts.js';
import { InputError } from '../../errors.js';
import { differenceOf } from '../../modules/definition-difference.js';
import type { Written } from '../../modules/stored-definition.js';
import { html } from '../../../components/view/html.js';
import { redirect, TYPES } from '../frame/answers.js';
import { hrefTo } from '../frame/site.js';
import type { UploadAnswer, UploadForm } from '../upload/answers.js';
import { csrfHtml } from '../upload/words.js';
import { type Acted, act, changed, stepped } from './actions.js';
import type { BuildQuestion } from './answers.js';
import { APART, definitionOf, type Draft, draftOf, parseDraft, slugOfTitle, writeDraft } from './draft.js';
import { differenceWords } from './versions/difference.js';
import { editorAnswer, type EditorState } from './editor-page.js';
import { draftOfForm } from './form.js';
import { metricOfDraft } from './metrics/metric-draft.js';
import { BUILD, buildAnswer, draftPath, editPath, keptWords } from './words.js';

/** Null where it is gone, or that of a metric. */
async function foundDraft({ building, names }: BuildQuestion): Promise<StoredDraft | null> {
  const found = await building.findDraft(names.key ?? '');
  return found && metricOfDraft(found) === null ? found : null;
}

/** @throws InputError (404) */
export async function draftIn(question: BuildQuestion): Promise<StoredDraft> {
  const found = await foundDraft(question);
  if (found) return found;
  throw new InputError(
    'there is no such draft of yours: it may have been saved or thrown away in another window',
    404,
    'NOT_FOUND',
  );
}

export async function editorPage(question: BuildQuestion): Promise<UploadAnswer> {
  const { query } = question;
  const stored = await foundDraft(question);
  if (!stored) return goneAnswer(question);
  const isApart = query.has('apart');
  return editorAnswer(question, stored, {
    open: query.get('open'),
    ...(query.has('back') && { said: BACK }),
    ...(isApart && { general: [APART] }),
  });
}

const BACK = 'What you typed before the connection was lost is back.';

/** What the browser still keeps of a draft that is gone is sent from here, and becomes a draft again. */
function goneAnswer(question: BuildQuestion): UploadAnswer {
  const { site, session, names } = question;
  const href = hrefTo(site);
  const title = 'This draft is not there';
  const main = html`<h1 class="govuk-heading-xl">${title}</h1>
    <p class="govuk-body">
      It was saved or thrown away in another window, or is not yours. If this browser keeps something of it
      that the server never had, it is brought back now.
    </p>
    <p class="govuk-body"><a class="govuk-link" href="${href(BUILD)}">Your drafts and dashboards</a></p>
    <form id="draft" method="post" action="${href(draftPath(names.key ?? ''))}" data-draft="${names.key}">
      ${csrfHtml(session)}<input type="hidden" name="base" value="" />
    </form>
    <script type="module" src="${href('/assets/build-dashboard.js')}"></script>`;
  return buildAnswer(question, { title, main, status: 404 });
}

/** A new dashboard has the address that its title suggests until somebody says another. */
function withAddress(draft: Draft, { baseVersion }: Pick<StoredDraft, 'baseVersion'>): Draft {
  const { slug, title } = draft.words;
  if (baseVersion > 0 || slug !== undefined || title === undefined) return draft;
  const suggested = slugOfTitle(title);
  return suggested === '' ? draft : { ...draft, words: { ...draft.words, slug: suggested } };
}

/** What the form makes of the draft, kept before anything else is done. */
interface Sent {
  stored: StoredDraft;
  draft: Draft;
  acted: Acted;
  isApart: boolean;
}

async function keep(question: BuildQuestion, { fields }: UploadForm, button: string): Promise<Sent> {
  const { building, names } = question;
  // One that is gone is kept again, apart.
  const before = await foundDraft(question);
  const baseVersion = before?.baseVersion ?? (Number(fields.get('base-version')) || 0);
  const typed = withAddress(draftOfForm(fields), { baseVersion });
  const was = before?.content ?? writeDraft(typed);
  const content = writeDraft(typed);
  // What the browser had not sent yet was typed before the button was pressed. A figure that was dragged is a step of its own.
  let history = changed(before?.history ?? NO_HISTORY, was, content, button !== 'keep-here');
  let acted = act(typed, button);
  let next = writeDraft(acted.draft);
  history = changed(history, content, next, button === 'keep');
  if (button === 'undo' || button === 'redo') {
    const step = stepped(history, content, button);
    if (step) {
      ({ content: next, history } = step);
      const draft = parseDraft(next);
      const what = differenceWords(definitionOf(typed), definitionOf(draft), question.reading.catalogue);
      acted = { draft, said: `${button === 'undo' ? 'Undone.' : 'Done again.'} ${what}` };
    }
  }
  // A window that goes sends what the browser has kept for it, too: the second time it is no edit beside the first.
  const isSame = before?.content === next;
  if (before && isSame && history === before.history)
    return { stored: before, draft: acted.draft, acted, isApart: false };
  // Where only a step has ended there is nothing to overwrite.
  const updatedAt = (isSame ? before.updatedAt : fields.get('base')) ?? '';
  const open = { key: names.key ?? '', updatedAt };
  const kept = await building.keepDraft(open, { baseVersion, content: next, history });
  return {
    stored: { key: kept.key, updatedAt: kept.updatedAt, baseVersion, content: next, history },
    draft: acted.draft,
    acted,
    isApart: kept.isApart,
  };
}

const queryOf = (entries: readonly (readonly [string, string | null | undefined | false])[]): string => {
  const given = entries.filter((entry): entry is readonly [string, string] => Boolean(entry[1]));
  return given.length > 0
    ? `?${new URLSearchParams(given.map(([name, value]) => [name, value])).toString()}`
    : '';
};

/** Buttons after which the form of the module that was open stays so. */
const STAYS_OPEN = /^(?:keep|up|down|section-|add-section|undo|redo)/;

export async function editDraft(question: BuildQuestion, form: UploadForm): Promise<UploadAnswer> {
  const { fields } = form;
  const button = fields.get('do') ?? 'keep-here';
  if (button === 'keep' && (await isSaved(question, fields))) {
    const kept = { key: question.names.key, base: '', text: 'Saved already.' };
    return { status: 200, type: TYPES.json, body: JSON.stringify(kept) };
  }
  const sent = await keep(question, form, button);
  const { stored, draft, acted, isApart } = sent;
  const path = draftPath(stored.key);
  if (button === 'keep') {
    const text = keptWords(stored.updatedAt);
    const kept = { key: stored.key, base: stored.updatedAt, text, ...(isApart && { apart: APART }) };
    return { status: 200, type: TYPES.json, body: JSON.stringify(kept) };
  }
  if (button.startsWith('pick '))
    return redirect(`${path}/add${queryOf([['section', button.slice(5)]])}`, 303);
  if (button === 'save' || button === 'save-over') return save(question, sent, fields);
  if (button === 'save-apart') {
    const slug = (fields.get('apart') ?? '').trim();
    const apart = { ...draft, words: { ...draft.words, slug } };
    return save(question, { ...sent, stored: { ...stored, baseVersion: 0 }, draft: apart }, fields);
  }
  if (button === 'take-newer') return takeNewer(question, sent);
  const open = acted.open ?? (STAYS_OPEN.test(button) ? fields.get('open') : null);
  if (fields.get('as') === 'part') {
    const state = {
      open,
      ...(acted.said !== undefined && { said: acted.said }),
      ...(isApart && { general: [APART] }),
    };
    return editorAnswer(question, stored, state);
  }
  const query = queryOf([
    ['open', open],
    ['apart', isApart && 'yes'],
  ]);
  return redirect(`${path}${query}${acted.at === undefined ? '' : `#${acted.at}`}`, 303);
}

async function save(
  question: BuildQuestion,
  { stored, draft }: Sent,
  fields: URLSearchParams,
): Promise<UploadAnswer> {
  const { building } = question;
  const slug = draft.words.slug ?? '';
  const isOver = fields.get('do') === 'save-over';
  const baseVersion = isOver ? Number(fields.get('newer')) : stored.baseVersion;
  const refuse = (state: EditorState): Promise<UploadAnswer> =>
    editorAnswer(question, stored, { open: fields.get('open'), ...state, status: 422 });
  try {
    const answer = await building.save(slug, baseVersion, definitionOf(draft));
    if (!('problems' in answer)) {
      await building.deleteDraft(stored.key);
      return redirect(`${editPath(answer.slug)}?saved=${answer.version}`, 303);
    }
    const { problems, newer } = answer;
    if (newer && isSameAs(newer.definition, draft)) {
      // It was saved a moment ago: the button was pressed twice.
      await building.deleteDraft(stored.key);
      return redirect(editPath(slug), 303);
    }
    // An address that others have taken is another thing than a version that is newer.
    if (newer && baseVersion > 0) return await refuse({ newer });
    if (!newer) return await refuse({ problems });
    const taken = { ...problems[0]!, path: 'definition.slug', message: takenWords(slug) };
    const others = await building.look(slug, definitionOf(draft));
    return await refuse({ problems: [taken, ...others.problems] });
  } catch (error) {
    return refuse({ general: [forbiddenText(error)] });
  }
}

/** Whether a draft is gone because this is what was saved of it: a browser keeps what was typed just before. */
async function isSaved(question: BuildQuestion, fields: URLSearchParams): Promise<boolean> {
  if (await foundDraft(question)) return false;
  const { building } = question;
  const typed = withAddress(draftOfForm(fields), { baseVersion: Number(fields.get('base-version')) || 0 });
  const found = (await building.dashboards()).find(({ dashboard }) => dashboard.slug === typed.words.slug);
  return (
    found !== undefined && isSameAs(await building.definition(found, found.versions.at(-1)!.number), typed)
  );
}

const isSameAs = (definition: Written, draft: Draft): boolean =>
  differenceOf(definition, { ...definitionOf(draft), slug: definition.slug }).length === 0;

const takenWords = (slug: string): string =>
  `there is a dashboard at /dashboards/${slug} already: choose another address, or edit that one`;

/** Goes on with the newest version; what was in the draft is one step back. */
async function takeNewer(question: BuildQuestion, { stored, draft }: Sent): Promise<UploadAnswer> {
  const { building } = question;
  const found = (await building.dashboards()).find(({ dashboard }) => dashboard.slug === draft.words.slug);
  if (!found) return redirect(draftPath(stored.key), 303);
  const version = found.versions.at(-1)!.number;
  const content = writeDraft(draftOf(await building.definition(found, version)));
  const history = changed(stored.history, stored.content, content, false);
  const kept = await building.keepDraft(stored, { baseVersion: version, content, history });
  return redirect(draftPath(kept.key), 303);
}
