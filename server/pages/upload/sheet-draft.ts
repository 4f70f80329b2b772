/** Drafts that come from a spreadsheet: what was understood of it, and what is still to be said. */
import type { Draft } from '../../access/drafts.js';
import { InputError } from '../../errors.js';
import type { SheetRequest } from '../../ingest/requests/read-sheet.js';
import { type Applied, sourceCell } from '../../ingest/sheets/applied.js';
import type { Answers, MappedColumn, Note, Question } from '../../ingest/sheets/mapping.js';
import type { Table } from '../../ingest/sheets/table.js';
import { attr, html, type HtmlPart, type Markup } from '../../../components/view/html.js';
import { redirect } from '../frame/answers.js';
import { hrefTo } from '../frame/site.js';
import { tableHtml } from '../frame/table.js';
import { count } from '../frame/texts.js';
import type { SignedInQuestion, UploadAnswer, UploadForm } from './answers.js';
import { reachedService } from './service-reached.js';
import { sheetContext } from './sheet-context.js';
import { csrfHtml, draftPath } from './words.js';

/** What a draft keeps of a spreadsheet. */
interface KeptSheet {
  table: Table;
  answers: Answers;
  columns: readonly MappedColumn[];
  questions: readonly Question[];
  applied: Omit<Applied, 'rows'> | null;
}

const sheetOf = ({ sheet }: Draft): KeptSheet | null =>
  sheet === null ? null : (JSON.parse(sheet) as KeptSheet);

const noteText = ({ at, text }: Note): string => (at === undefined ? text : `${at}: ${text}`);

/** Reads a spreadsheet and keeps it as a draft. @returns its key; @throws InputError of a file that cannot be read */
export async function keepSheet(
  question: SignedInQuestion,
  source: string,
  { file, answers }: Pick<SheetRequest, 'file' | 'answers'>,
): Promise<string> {
  const { publishing } = question;
  const reached = reachedService(question);
  const context = await sheetContext(reached, question);
  const { table, mapping, made } = await publishing.readSheet({ file, answers, context });
  const kept: KeptSheet = {
    ...{ table, answers, columns: mapping.columns, questions: mapping.questions },
    applied: made?.applied ?? null,
  };
  return publishing.keepDraft({
    service: reached.service.slug,
    content: made?.csv ?? '',
    sheet: JSON.stringify(kept),
    source,
    notes: [...mapping.notes, ...(made?.applied.notes ?? [])].map(noteText),
  });
}

/** What must be said before a draft can be looked at; null where nothing must. */
export function questionsHtml(draft: Draft, { site, session }: SignedInQuestion): Markup | null {
  const sheet = sheetOf(draft);
  if (!sheet || sheet.questions.length === 0) return null;
  return html`<form method="post" action="${hrefTo(site)(`${draftPath(draft.key)}/answers`)}">
    ${csrfHtml(session)}
    ${sheet.questions.map(({ key, text, choices }) => {
      const name = `answer ${key}`;
      return html`<fieldset class="app-question">
        <legend class="app-typed__legend">${text}</legend>
        ${choices.map(
          ({ value, label }, index) =>
            html`<label class="app-check"
              ><input
                type="radio"
                name="${name}"
                value="${value}"
                ${attr('checked', index === 0 && choices.length === 1)}
              />
              <span>${label}</span></label
            >`,
        )}
        ${choices.length === 0 && html`<p class="govuk-body">This file cannot be taken as it is.</p>`}
      </fieldset>`;
    })}
    <button class="govuk-button" type="submit">Go on</button>
  </form>`;
}

/** What each column was taken for. */
export function columnsHtml(draft: Draft): HtmlPart {
  const sheet = sheetOf(draft);
  if (!sheet || sheet.columns.length === 0) return null;
  return html`<details class="app-more">
    <summary class="app-more__summary">
      How ${draft.source} was read: ${count(sheet.columns.length, 'column')}
    </summary>
    ${tableHtml<MappedColumn>({
      caption: 'What each column was taken for',
      isSmall: true,
      columns: [
        { label: 'Column', cell: ({ letters }) => letters },
        { label: 'Its heading', cell: ({ header }) => header || '–' },
        { label: 'Taken for', cell: ({ is }) => useWords(is) },
      ],
      rows: sheet.columns,
    })}
  </details>`;
}

function useWords(is: MappedColumn['is']): string {
  if (is.use === 'left-out') return `left out: ${is.why}`;
  if (is.use === 'dimension') return is.dimension;
  if (is.use === 'window') return 'the period';
  if (is.use === 'total') return 'a total: compared, not sent';
  if (is.use !== 'values') return `the ${is.use}`;
  const { service, measure, window, dimensions = {} } = is.of;
  const parts = [
    service,
    measure,
    window && `${window.period} ${window.start}`,
    ...Object.values(dimensions),
  ];
  return `numbers${parts.some(Boolean) ? ` of ${parts.filter(Boolean).join(', ')}` : ''}`;
}

/** Cells that cannot be read: nothing may be published while there are any. */
export const cellProblems = (draft: Draft): string[] => {
  const applied = sheetOf(draft)?.applied;
  if (!applied) return [];
  const more = applied.moreProblems > 0 ? [`And ${count(applied.moreProblems, 'more cell')}`] : [];
  return [...applied.problems.map(({ at, text }) => `${at}: ${text}`), ...more];
};

/** Where a row of a draft stands in what somebody has: a cell of the spreadsheet, else a line. */
export function placeOf(draft: Draft, place: { row: number; column: number }): string {
  const applied = sheetOf(draft)?.applied;
  return applied ? sourceCell({ ...applied, rows: [] }, place) : `Line ${place.row}`;
}

/** What was said of a spreadsheet makes another draft of it. */
export async function answerDraft(
  question: SignedInQuestion,
  draft: Draft,
  { fields }: UploadForm,
): Promise<UploadAnswer> {
  const sheet = sheetOf(draft);
  if (!sheet) throw new InputError('this draft asks nothing', 404, 'NOT_FOUND');
  const said = [...fields].flatMap(([name, value]) =>
    name.startsWith('answer ') ? [[name.slice(7), value]] : [],
  );
  const answers = { ...sheet.answers, ...(Object.fromEntries(said) as Answers) };
  const names = { ...question.names, slug: draft.service };
  const key = await keepSheet({ ...question, names }, draft.source, {
    file: { table: sheet.table },
    answers,
  });
  return redirect(draftPath(key), 303);
}
