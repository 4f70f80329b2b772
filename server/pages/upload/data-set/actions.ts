/** What is done with a data set: its settings, the remarks on it, numbers that are taken back. */
import { AppError, InputError } from '../../../errors.js';
import { ALREADY_THERE } from '../../../ingest/saving/save.js';
import { html, type HtmlPart } from '../../../../components/view/html.js';
import { redirect } from '../../frame/answers.js';
import type { SignedInQuestion, UploadAnswer, UploadForm, Withdrawn } from '../answers.js';
import { dataSetPath, receiptPath } from '../words.js';
import { categoriesOf, categoryCells, changedColumns, dimensionsOf } from './categories.js';
import { problemsOf, showDataSet } from './page.js';
import { reachedDataSet } from './reached.js';
import { otherRemarkHtml, remarkRow, sameRemarkHtml } from './remarks.js';
import { changedSettings, type Settings, settingsOf } from './settings.js';
import { confirmPage } from './withdrawal.js';

const CLASH = 'Somebody else has changed this while you did. It is now';

/** Saves what somebody changed; what others changed since they saw it is told, and not overwritten. */
export async function saveSettings(
  question: SignedInQuestion,
  { fields }: UploadForm,
): Promise<UploadAnswer> {
  const reached = reachedDataSet(question);
  const { service, entity } = reached;
  const dimensions = await dimensionsOf(reached, question);
  const settings = settingsOf(entity);
  const now = { ...settings, ...categoriesOf(entity, dimensions) };
  // What a form does not have stays as it is. Browsers end lines in two characters.
  const values = Object.fromEntries(
    Object.keys(now).map((name) => [name, fields.get(name)?.replaceAll('\r\n', '\n') ?? now[name]]),
  );
  const { row, clashes } = changedSettings(shownIn(fields), values, now);
  const clashing = Object.entries(clashes).map(([name, other]) => [
    name,
    `${CLASH} “${other.replaceAll('\n', ', ')}”.`,
  ]);
  if (clashing.length > 0)
    return showDataSet(question, { values, errors: Object.fromEntries(clashing) as Settings });
  const back = redirect(`${dataSetPath(service, entity.measureKey)}?saved`, 303);
  if (Object.keys(row).length === 0) return back;
  const outcome = await question.publishing.save({
    kind: 'data-sets',
    rows: [
      {
        ...{ service: service.slug, measure: entity.measureKey },
        ...Object.fromEntries(Object.entries(row).filter(([name]) => name in settings)),
        ...categoryCells(entity, dimensions, row),
      },
    ],
  });
  if (outcome.isAccepted) return back;
  // What is wrong with a cell of categories stands at the first of its fields that was changed.
  const columns = changedColumns(dimensions, row);
  const fieldOf = (column: string): string | undefined =>
    columns.get(column)?.[0] ?? (column in settings ? column : undefined);
  return showDataSet(question, { values, ...problemsOf(outcome.errors, fieldOf) });
}

function shownIn(fields: URLSearchParams): Settings {
  try {
    return JSON.parse(fields.get('shown') ?? '{}') as Settings;
  } catch {
    throw new InputError('this form is damaged: go back and load the page again', 400, 'BAD_INPUT');
  }
}

/** Adds a remark, or takes one away; one that is there already is not written over. */
export async function saveRemark(question: SignedInQuestion, { fields }: UploadForm): Promise<UploadAnswer> {
  const reached = reachedDataSet(question);
  const { service, entity } = reached;
  const isRemoval = fields.get('do') === 'remove';
  const refuse = (problems: HtmlPart[]): Promise<UploadAnswer> =>
    showDataSet(question, { problems, ...(!isRemoval && { remark: fields }) });
  try {
    const outcome = await question.publishing.save({
      kind: 'annotations',
      rows: [remarkRow(service.slug, entity.measureKey, fields)],
      isRemoval,
      isAddition: !isRemoval,
    });
    if (!outcome.isAccepted) return refuse(problemsOf(outcome.errors, () => undefined).problems ?? []);
    if (!isRemoval && outcome.unchanged > 0) return refuse([sameRemarkHtml(fields)]);
    return redirect(`${dataSetPath(service, entity.measureKey)}?saved`, 303);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== ALREADY_THERE) throw error;
    return refuse([otherRemarkHtml(reached, fields, question)]);
  }
}

/** Takes numbers back, once somebody has said that they are sure. */
export async function withdrawNumbers(
  question: SignedInQuestion,
  { fields }: UploadForm,
): Promise<UploadAnswer> {
  const { publishing } = question;
  const reached = reachedDataSet(question);
  const { service, entity } = reached;
  const [what, from, to] = ['what', 'withdraw-from', 'withdraw-to'].map(
    (field) => fields.get(field)?.trim() ?? '',
  );
  const choice: Withdrawn['what'] =
    what === 'all' ? 'data set' : { period: entity.cadence, ...(from && { from }), ...(to && { to }) };
  const asked = { service: service.slug, measure: entity.measureKey, what: choice };
  const refuse = (problem: HtmlPart): Promise<UploadAnswer> => showDataSet(question, { problems: [problem] });
  if (choice !== 'data set' && !from && !to) {
    return refuse(
      html`<a href="#withdraw-from">Say from which day on, or before which, periods are taken back.</a>`,
    );
  }
  try {
    if (fields.has('sure')) {
      const { submission } = await publishing.withdraw(asked);
      return redirect(
        submission === null ? dataSetPath(service, entity.measureKey) : receiptPath(submission),
        303,
      );
    }
    const { withdrawn } = await publishing.withdraw({ ...asked, isDryRun: true });
    if (withdrawn === 0 && what !== 'all')
      return refuse(html`<a href="#withdraw-from">There are no numbers of such periods.</a>`);
    return confirmPage(reached, { what, from, to, withdrawn }, question);
  } catch (error) {
    if (!(error instanceof AppError) || error.httpStatus !== 422) throw error;
    return refuse(html`<a href="#withdraw-from">${error.message}</a>`);
  }
}
