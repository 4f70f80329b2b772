/** What is done with a saved dashboard: it is edited, reviewed, published, shown, taken back, deleted, restored. */
import { NO_HISTORY } from '../../authoring/dashboard-drafts.js';
import type { EditableDashboard } from '../../authoring/stored.js';
import type { DashboardChange } from '../../authoring/workflow.js';
import type { Refused } from '../../authoring/problems.js';
import type { HtmlPart } from '../../../components/view/html.js';
import { redirect } from '../frame/answers.js';
import type { UploadAnswer, UploadForm } from '../upload/answers.js';
import type { BuildQuestion } from './answers.js';
import { dashboardAnswer, dashboardIn, newestOf } from './dashboard-page.js';
import { draftOf, parseDraft, writeDraft } from './draft.js';
import { forbiddenText, problemText } from './problems.js';
import { draftPath, editPath } from './words.js';

/** What was refused is told on the page of the dashboard. */
async function tried(
  question: BuildQuestion,
  act: () => Promise<UploadAnswer | Refused>,
): Promise<UploadAnswer> {
  const refuse = (errors: readonly HtmlPart[]): Promise<UploadAnswer> =>
    dashboardAnswer(question, { errors });
  try {
    const answer = await act();
    return 'problems' in answer ? await refuse(answer.problems.map(problemText)) : answer;
  } catch (error) {
    return refuse([forbiddenText(error)]);
  }
}

const versionOf = ({ fields }: UploadForm): number => Number(fields.get('version')) || 0;

const changeWith =
  (action: DashboardChange, said: string) =>
  (question: BuildQuestion, form: UploadForm): Promise<UploadAnswer> =>
    tried(question, async () => {
      const { slug } = (await dashboardIn(question)).dashboard;
      const replacedBy = form.fields.get('replaced-by') || null;
      const answer = await question.building.change(action, { slug, version: versionOf(form), replacedBy });
      return 'problems' in answer ? answer : redirect(`${editPath(slug)}?${said}`, 303);
    });

export const submitDashboard = changeWith('submit', 'submitted');
export const publishDashboard = changeWith('publish', 'published');
export const unpublishDashboard = changeWith('unpublish', 'unpublished');
export const deleteDashboard = changeWith('delete', 'deleted');

export const previewDashboard = (question: BuildQuestion, form: UploadForm): Promise<UploadAnswer> =>
  tried(question, async () => {
    const { slug } = (await dashboardIn(question)).dashboard;
    const answer = await question.building.preview(slug, versionOf(form), Number(form.fields.get('days')));
    if ('problems' in answer) return answer;
    const { key, expiresAt } = answer;
    return dashboardAnswer(question, { link: { url: `${question.site.base}/preview/${key}`, expiresAt } });
  });

/** Goes on with a draft of the newest version where there is one, and begins one otherwise. */
export async function editDashboard(question: BuildQuestion): Promise<UploadAnswer> {
  const { building } = question;
  const found = await dashboardIn(question);
  const version = newestOf(found);
  const open = (await building.drafts()).find(
    ({ content, baseVersion }) =>
      baseVersion === version && parseDraft(content).words.slug === found.dashboard.slug,
  );
  if (open) return redirect(draftPath(open.key), 303);
  return begin(question, found, version);
}

async function begin(
  question: BuildQuestion,
  found: EditableDashboard,
  version: number,
): Promise<UploadAnswer> {
  const { building } = question;
  const content = writeDraft(draftOf(await building.definition(found, version)));
  const draft = { baseVersion: newestOf(found), content, history: NO_HISTORY };
  const kept = await building.keepDraft(null, draft);
  return redirect(draftPath(kept.key), 303);
}

/** What an earlier version said becomes the next one. */
export const restoreVersion = (question: BuildQuestion, form: UploadForm): Promise<UploadAnswer> =>
  tried(question, async () => {
    const { building, names } = question;
    const found = await dashboardIn(question);
    const { slug } = found.dashboard;
    const definition = await building.definition(found, Number(names.version));
    const answer = await building.save(slug, versionOf(form), definition);
    return 'problems' in answer ? answer : redirect(`${editPath(slug)}?saved=${answer.version}`, 303);
  });
