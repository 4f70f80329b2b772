/** `/build/drafts/<key>/preview`: what readers would see of a draft, however far it has come. */
import { html } from '../../../components/view/html.js';
import { pageAnswer } from '../frame/answers.js';
import { page } from '../frame/layout.js';
import type { UploadAnswer } from '../upload/answers.js';
import type { BuildQuestion } from './answers.js';
import { definitionOf, parseDraft } from './draft.js';
import { draftIn } from './edit-draft.js';
import { shownHtml } from './shown.js';
import { draftTitle } from './words.js';

export async function draftPreview(question: BuildQuestion): Promise<UploadAnswer> {
  const stored = await draftIn(question);
  const draft = parseDraft(stored.content);
  const { problems, rows } = await question.building.look(draft.words.slug ?? '', definitionOf(draft));
  const shown = rows && (await shownHtml(rows, question));
  const left = problems.filter(({ path }) => path.includes('.modules.'));
  const main = html`<div class="app-notice app-notice--draft" role="note">
      <p class="govuk-body">
        <strong>Draft.</strong> Only you see it.
        ${left.length > 0 && 'What has a mistake in it is left out; Save says what is wrong.'}
      </p>
    </div>
    ${shown ?? html`<p class="app-notice govuk-body">Nothing can be shown of it yet: say what it is about, and add figures.</p>`}`;
  return pageAnswer(
    page(question.site, {
      title: `Draft: ${draftTitle(draft)}`,
      description: 'A draft of a dashboard.',
      isUnlisted: true,
      isBare: true,
      main,
    }),
  );
}
