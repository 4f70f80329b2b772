/** `/upload/drafts/KEY`: what publishing would change, and what readers would see; then the button. */
import type { Draft } from '../../access/drafts.js';
import { InputError } from '../../errors.js';
import type { DryRun } from '../../ingest/import.js';
import type { Problem } from '../../ingest/problems.js';
import type { Reading } from '../../loaders/reading.js';
import { readModules } from '../../loaders/modules.js';
import { inputsOf, textIn } from '../../metrics/definitions.js';
import { asPeriod, parseRecordedWindow, spanOf } from '../../metrics/periods.js';
import { serviceSubject, type Service } from '../../store/subject.js';
import type { ChangedRow } from '../../submissions/changed-rows.js';
import { Assembler } from '../../wording/assembler.js';
import { formatPeriod } from '../../../components/formatting/periods.js';
import type { ModuleData } from '../../../components/formatting/types.js';
import { html, type Markup } from '../../../components/view/html.js';
import { moduleContent } from '../../drawing/module-content.js';
import { redirect } from '../frame/answers.js';
import { hrefTo } from '../frame/site.js';
import { tableHtml } from '../frame/table.js';
import { count } from '../frame/texts.js';
import type { SignedInQuestion, UploadAnswer, UploadForm } from './answers.js';
import { answerDraft, cellProblems, columnsHtml, placeOf, questionsHtml } from './sheet-draft.js';
import {
  csrfHtml,
  draftPath,
  errorsHtml,
  measureName,
  receiptPath,
  serviceName,
  splitWords,
  UPLOAD,
  uploadAnswer,
  uploadPath,
} from './words.js';

const MOST_SHOWN = 200;
const MOST_FIGURES = 6;
/** So many times as much, or as little, as before is worth a look. */
const JUMP = 5;

/** @throws InputError (404) */
async function draftOf({ publishing, names }: SignedInQuestion): Promise<Draft> {
  const draft = await publishing.findDraft(names.key);
  if (draft) return draft;
  throw new InputError('this draft is not there any more: drafts are kept for a week', 404, 'NOT_FOUND');
}

const number = (value: number | null): string => (value === null ? '–' : value.toLocaleString('en-GB'));

function periodOf({ period, start }: ChangedRow): string {
  const window = parseRecordedWindow(period, start);
  return window ? formatPeriod(spanOf(asPeriod(period), window)) : start;
}

const kindOfChange = ({ before, after }: ChangedRow): string =>
  before === null ? 'New' : after === null ? 'Taken back, or no number any more' : 'Changed';

function changesHtml({ changes, receipt }: DryRun, { reading }: SignedInQuestion): Markup {
  const { inserted, updated, withdrawn, unchanged } = receipt.total;
  const shown = changes.slice(0, MOST_SHOWN);
  const all = inserted + updated + withdrawn;
  return html`<h2 class="govuk-heading-l">What changes</h2>
    <ul class="govuk-list govuk-list--bullet">
      ${inserted > 0 && html`<li>${count(inserted, 'number')} new</li>`}
      ${updated > 0 && html`<li>${count(updated, 'number')} changed: what was there before stays in the history</li>`}
      ${withdrawn > 0 && html`<li>${count(withdrawn, 'number')} taken back</li>`}
      ${unchanged > 0 && html`<li>${count(unchanged, 'number')} as before</li>`}
    </ul>
    ${
      shown.length > 0 &&
      tableHtml<ChangedRow>({
        caption: 'Numbers that change',
        isSmall: true,
        columns: [
          { label: 'What', cell: ({ measure }) => measureName(reading.catalogue, measure) },
          { label: 'Split', cell: ({ dimensions }) => splitWords(dimensions) },
          { label: 'Period', cell: periodOf },
          { label: 'Before', isNumber: true, cell: ({ before }) => number(before) },
          { label: 'After', isNumber: true, cell: ({ after }) => number(after) },
          { label: 'Change', cell: kindOfChange },
        ],
        rows: shown,
      })
    }
    ${all > shown.length && html`<p class="govuk-body">And ${count(all - shown.length, 'more number')}.</p>`}`;
}

/** What is possible and looks like a mistake. */
function warningsHtml({ receipt, changes }: DryRun, { reading }: SignedInQuestion): Markup | false {
  const jumps = changes.flatMap((row) => {
    const { before, after } = row;
    if (before === null || after === null || before <= 0 || after <= 0) return [];
    const times = after / before;
    if (times < JUMP && times > 1 / JUMP) return [];
    const what =
      `${measureName(reading.catalogue, row.measure)} ${Object.values(row.dimensions).join(', ')}`.trim();
    return [
      `${what}, ${periodOf(row)}: ${number(before)} becomes ${number(after)}. Is a digit too many or missing?`,
    ];
  });
  const warnings = [...receipt.warnings.map(({ message }) => message), ...jumps];
  if (warnings.length === 0) return false;
  return html`<div class="app-warnings">
    <h2 class="govuk-heading-m">Please check</h2>
    <ul class="govuk-list govuk-list--bullet">
      ${warnings.slice(0, 20).map((warning) => html`<li>${warning}</li>`)}
    </ul>
    ${warnings.length > 20 && html`<p class="govuk-body">And ${count(warnings.length - 20, 'more remark')}.</p>`}
  </div>`;
}

/** The figures that are made of what changes, as they are and as they would be. */
async function figuresHtml(
  service: Service,
  { data, changes }: DryRun,
  question: SignedInQuestion,
): Promise<Markup | false> {
  const { reading, publishing } = question;
  const changed = new Set(changes.map(({ measure }) => measure));
  const after = await publishing.readingWith(data);
  const subject = after.catalogue.subject('SERVICE', service.slug) ?? serviceSubject(service);
  const metrics = after.catalogue
    .metricsOf(subject)
    .filter(({ formula }) => inputsOf(formula).some((measure) => changed.has(measure)))
    .slice(0, MOST_FIGURES);
  if (metrics.length === 0) return false;
  const requests = metrics.map(({ key }) => ({ service: service.slug, metric: key }));
  const before = await modulesOf(reading, requests, question);
  const then = await modulesOf(after, requests, question);
  return html`<h2 class="govuk-heading-l">What readers will see</h2>
    <div class="app-board">
      ${then.map((module, index) => {
        const now = before[index]?.figure?.formatted ?? 'nothing';
        const label = textIn(metrics[index].texts.label, 'en');
        return html`<div class="app-board__module">
          <p class="govuk-body app-before">${label} today: <strong>${now}</strong></p>
          <div class="perf-module">
            ${module && moduleContent(module, { lang: 'en', headingLevel: 3, hasStyles: true, isInDashboard: true })}
          </div>
        </div>`;
      })}
    </div>`;
}

async function modulesOf(
  reading: Reading,
  requests: readonly { service: string; metric: string }[],
  { site }: SignedInQuestion,
): Promise<(ModuleData | null)[]> {
  const assembler = new Assembler(reading, site);
  const outcomes = await readModules(reading, requests);
  return outcomes.map((outcome) => (outcome.problem ? null : assembler.module(outcome.answer)));
}

const problemHtml =
  (draft: Draft) =>
  (problem: Problem): Markup =>
    html`${placeOf(draft, problem)}: ${problem.message}`;

export async function draftPage(question: SignedInQuestion): Promise<UploadAnswer> {
  const { publishing, site, session, reading } = question;
  const draft = await draftOf(question);
  if (draft.submissionId !== null) return redirect(receiptPath(draft.submissionId), 303);
  const service = reading.catalogue.service(draft.service)!;
  const href = hrefTo(site);
  const back = html`<p class="govuk-body">
    <a class="govuk-link" href="${href(uploadPath(service))}">Back, without publishing</a>
  </p>`;
  const frame = { title: 'Look before you publish', session, crumbs: crumbsOf(service) };
  const questions = questionsHtml(draft, question);
  if (questions) {
    const title = `What is in ${draft.source}?`;
    const main = html`<h1 class="govuk-heading-xl">${title}</h1>
      ${notesHtml(draft)} ${questions} ${columnsHtml(draft)} ${back}`;
    return uploadAnswer(site, { ...frame, title, main });
  }
  const unread = cellProblems(draft);
  if (unread.length > 0) {
    const main = html`${errorsHtml(unread)}
      <h1 class="govuk-heading-xl">This cannot be published yet</h1>
      <p class="govuk-body">Nothing was stored of ${draft.source}. Mend these cells and bring it again.</p>
      ${notesHtml(draft)} ${columnsHtml(draft)} ${back}`;
    return uploadAnswer(site, { ...frame, main, status: 422 });
  }
  const outcome = await publishing.compare(draft);
  if (!outcome.isAccepted) {
    const more =
      outcome.rest > 0 && html`<p class="govuk-body">And ${count(outcome.rest, 'more problem')}.</p>`;
    const main = html`${errorsHtml(outcome.problems.map(problemHtml(draft)))}
      <h1 class="govuk-heading-xl">This cannot be published yet</h1>
      <p class="govuk-body">
        Nothing was stored of ${draft.source}. Mend what is named above and bring it again.
      </p>
      ${more} ${back}`;
    return uploadAnswer(site, { ...frame, main, status: 422 });
  }
  const { inserted, updated, withdrawn } = outcome.receipt.total;
  const isChange = inserted + updated + withdrawn > 0;
  const main = html`<h1 class="govuk-heading-xl">Look before you publish</h1>
    <p class="govuk-body">${serviceName(service)}, from ${draft.source}. Nothing is published yet.</p>
    ${notesHtml(draft)} ${columnsHtml(draft)} ${warningsHtml(outcome, question)}
    ${changesHtml(outcome, question)} ${isChange && (await figuresHtml(service, outcome, question))}
    ${
      isChange
        ? html`<form method="post" action="${href(`${draftPath(draft.key)}/publish`)}">
            ${csrfHtml(session)}
            <button class="govuk-button" type="submit">Publish</button>
          </form>`
        : html`<p class="govuk-body"><strong>All of it is published already.</strong></p>`
    }
    ${back}`;
  return uploadAnswer(site, { ...frame, main });
}

const notesHtml = ({ notes }: Draft): Markup | false =>
  notes.length > 0 &&
  html`<ul class="govuk-list govuk-list--bullet">
    ${notes.map((note) => html`<li>${note}</li>`)}
  </ul>`;

const crumbsOf = (service: Service): { text: string; path: string }[] => [
  { text: 'Publish figures', path: UPLOAD },
  { text: serviceName(service), path: uploadPath(service) },
];

/** Takes what was said of a draft's spreadsheet. */
export const takeAnswers = async (question: SignedInQuestion, form: UploadForm): Promise<UploadAnswer> =>
  answerDraft(question, await draftOf(question), form);

/** Publishes a draft, once. */
export async function publishDraft(question: SignedInQuestion): Promise<UploadAnswer> {
  const draft = await draftOf(question);
  if (draft.submissionId !== null) return redirect(receiptPath(draft.submissionId), 303);
  if (draft.content === '' || cellProblems(draft).length > 0) return redirect(draftPath(draft.key), 303);
  const answer = await question.publishing.publish(draft);
  // What is wrong now is shown by the preview, which compares anew.
  if (answer.status === 422) return redirect(draftPath(draft.key), 303);
  return redirect(receiptPath(answer.body.submission!.id), 303);
}
