/** Drafts that come from a spreadsheet: what was understood of it, and what is still to be said. */
import type { Draft } from '../../access/drafts.js';
import type { Said, SaidOfSheet } from '../../access/sheet-answers.js';
import { InputError } from '../../errors.js';
import type { SheetRequest } from '../../ingest/requests/read-sheet.js';
import { type Applied, sourceCell } from '../../ingest/sheets/applied.js';
import {
  type Answers,
  columnKey,
  type ColumnUse,
  lasting,
  type MappedColumn,
  type Mapping,
  type Note,
  type Question,
  useOfText,
  useText,
} from '../../ingest/sheets/mapping.js';
import type { Table } from '../../ingest/sheets/table.js';
import { formatDay } from '../../../components/formatting/periods.js';
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
interface KeptSheet extends Pick<SaidOfSheet, 'words'> {
  table: Table;
  shape: Mapping['shape'];
  answers: Answers;
  fingerprint: string | null;
  /** When what is said of it was said of another file like it; null = it was said of this one. */
  rememberedAt: string | null;
  columns: readonly MappedColumn[];
  questions: readonly Question[];
  applied: Omit<Applied, 'rows'> | null;
  /** What looks like a mistake. */
  warnings: readonly string[];
}

/** Read once of each draft: they can be large. */
const READ = new WeakMap<Draft, KeptSheet>();

function sheetOf(draft: Draft): KeptSheet | null {
  if (draft.sheet === null) return null;
  const read = READ.get(draft) ?? (JSON.parse(draft.sheet) as KeptSheet);
  READ.set(draft, read);
  return read;
}

/** A file, and what was said of it; null = nothing yet. */
export interface BroughtSheet extends Pick<SheetRequest, 'file'> {
  said: SaidOfSheet | null;
}

/** Reads a spreadsheet and keeps it as a draft. @returns its key; @throws InputError of a file that cannot be read */
export async function keepSheet(
  question: SignedInQuestion,
  source: string,
  { file, said }: BroughtSheet,
): Promise<string> {
  const { publishing } = question;
  const reached = reachedService(question);
  const context = await sheetContext(reached, question);
  const read = await publishing.readSheet({ file, answers: said?.answers ?? null, context });
  const { table, mapping, made, fingerprint, remembered } = read;
  const notes = [...mapping.notes, ...(made?.applied.notes ?? [])];
  const textsOf = (wanted: Note['kind']): string[] =>
    notes.flatMap(({ kind, text }) => (kind === wanted ? [text] : []));
  const { columns, questions, shape } = mapping;
  const { answers, words } = said ?? remembered ?? { answers: {}, words: {} };
  const kept: KeptSheet = {
    ...{ table, shape, answers, words, columns, questions, fingerprint },
    rememberedAt: remembered?.at ?? null,
    applied: made?.applied ?? null,
    warnings: textsOf('warning'),
  };
  return publishing.keepDraft({
    service: reached.service.slug,
    content: made?.csv ?? '',
    sheet: JSON.stringify(kept),
    source,
    notes: textsOf('said'),
  });
}

/** Keeps what was said of a draft's spreadsheet, and holds for the next one with its headers. */
export async function rememberSheet({ publishing }: SignedInQuestion, draft: Draft): Promise<void> {
  const sheet = sheetOf(draft);
  if (!sheet?.fingerprint) return;
  const { answers, words } = lasting({ answers: sheet.answers, words: sheet.words });
  if (Object.keys(answers).length === 0) return;
  await publishing.rememberSheet(
    { service: draft.service, fingerprint: sheet.fingerprint },
    { answers, words },
  );
}

/** What was said of a draft's spreadsheet, with a way to say it anew; false where nothing was. */
export function saidHtml(draft: Draft, { site, session }: SignedInQuestion): Markup | false {
  const sheet = sheetOf(draft);
  const said = Object.values(sheet?.words ?? {});
  if (!sheet || said.length === 0) return false;
  return html`<section class="app-said" aria-labelledby="said">
    <h2 class="govuk-heading-m" id="said">What you said of it</h2>
    ${
      sheet.rememberedAt !== null &&
      html`<p class="govuk-body">
        Taken from the last file with these headings, published on ${formatDay(sheet.rememberedAt)}.
      </p>`
    }
    <ul class="govuk-list govuk-list--bullet">
      ${said.map(({ question, answer }) => html`<li>${question} <strong>${answer}</strong></li>`)}
    </ul>
    <form aria-label="Answer anew" method="post" action="${hrefTo(site)(`${draftPath(draft.key)}/answers`)}">
      ${csrfHtml(session)}
      <input type="hidden" name="anew" value="1" />
      <button class="govuk-button govuk-button--secondary" type="submit">Answer anew</button>
    </form>
  </section>`;
}

/** What must be said before a draft can be looked at; null where nothing must. */
export function questionsHtml(draft: Draft, { site, session }: SignedInQuestion): Markup | null {
  const sheet = sheetOf(draft);
  if (!sheet || sheet.questions.length === 0) return null;
  return html`<form
    aria-label="Questions"
    method="post"
    action="${hrefTo(site)(`${draftPath(draft.key)}/answers`)}"
  >
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

export const sheetWarnings = (draft: Draft): readonly string[] => sheetOf(draft)?.warnings ?? [];

/** What each column was taken for; where it is a table of numbers, each can be taken for something else. */
export function columnsHtml(draft: Draft, question: SignedInQuestion): HtmlPart {
  const sheet = sheetOf(draft);
  if (!sheet || sheet.columns.length === 0) return null;
  const { site, session } = question;
  const isOpen = sheet.shape === 'values';
  const uses = isOpen ? usesOf(sheet, question) : [];
  const table = tableHtml<MappedColumn>({
    caption: 'What each column was taken for',
    isSmall: true,
    columns: [
      { label: 'Column', cell: ({ letters }) => letters },
      { label: 'Its heading', cell: ({ header }) => header || '–' },
      {
        label: 'Taken for',
        cell: (column) => (isOpen ? useSelect(column, uses) : useWords(column.is)),
      },
    ],
    rows: sheet.columns,
  });
  return html`<details class="app-more app-more--apart">
    <summary class="app-more__summary">
      How ${draft.source} was read: ${count(sheet.columns.length, 'column')}
    </summary>
    ${
      isOpen
        ? html`<form
            aria-label="What columns are taken for"
            method="post"
            action="${hrefTo(site)(`${draftPath(draft.key)}/answers`)}"
          >
            ${csrfHtml(session)} ${table}
            <button class="govuk-button govuk-button--secondary" type="submit">Read it like this</button>
          </form>`
        : table
    }
  </details>`;
}

/** What columns can be taken for: what others are, and what any may be. */
function usesOf({ columns }: KeptSheet, { reading }: SignedInQuestion): ColumnUse[] {
  const names = new Set(
    reading.catalogue.measures.flatMap(({ dimensions }) => dimensions.map(({ name }) => name)),
  );
  const all: ColumnUse[] = [
    ...columns.map(({ is }) => is),
    { use: 'window' },
    { use: 'values', of: {} },
    { use: 'total' },
    ...[...names].sort().map((dimension): ColumnUse => ({ use: 'dimension', dimension })),
    { use: 'left-out', why: 'you left it out' },
  ];
  return [...new Map(all.map((is) => [useText(is), is])).values()];
}

const useSelect = (column: MappedColumn, uses: readonly ColumnUse[]): Markup =>
  html`<select
    class="govuk-select"
    name="answer ${columnKey(column)}"
    aria-label="What column ${column.letters} is taken for"
  >
    ${uses.map((is) => {
      const isOwn = useText(is) === useText(column.is);
      return html`<option value="${useText(is)}" ${attr('selected', isOwn)}>
        ${useWords(isOwn ? column.is : is)}
      </option>`;
    })}
  </select>`;

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
  return [...applied.problems.map(({ text }) => text), ...more];
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
  const before = fields.has('anew') ? { answers: {}, words: {} } : sheet;
  const said = [...fields].flatMap(([name, value]): [string, string, Said][] => {
    const key = name.startsWith('answer ') ? name.slice('answer '.length) : null;
    const words = key === null ? null : wordsOf(sheet, key, value);
    return key !== null && words ? [[key, value, words]] : [];
  });
  const names = { ...question.names, slug: draft.service };
  const key = await keepSheet({ ...question, names }, draft.source, {
    file: { table: sheet.table },
    said: {
      answers: { ...before.answers, ...Object.fromEntries(said.map(([key, value]) => [key, value])) },
      words: { ...before.words, ...Object.fromEntries(said.map(([key, , words]) => [key, words])) },
    },
  });
  return redirect(draftPath(key), 303);
}

/** What somebody said, in words; null where it says nothing new. */
function wordsOf({ questions, columns }: KeptSheet, key: string, value: string): Said | null {
  const asked = questions.find((each) => each.key === key);
  const choice = asked?.choices.find((each) => each.value === value);
  if (asked && choice) return { question: asked.text, answer: choice.label };
  const column = columns.find((each) => columnKey(each) === key);
  const is = useOfText(value);
  if (!column || !is || useText(column.is) === value) return null;
  return {
    question: `Column ${column.letters}${column.header && ` “${column.header}”`} is`,
    answer: useWords(is),
  };
}
