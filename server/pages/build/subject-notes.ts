/** `/build/subjects/<subject>`: the targets and notes of a subject, which stand in all of its charts. */
import type { Annotation, Target } from '../../entities/index.js';
import { InputError } from '../../errors.js';
import { ALREADY_THERE } from '../../authoring/not-written-over.js';
import type { AuthoringProblem, Refused } from '../../authoring/problems.js';
import type { Catalogue } from '../../store/catalogue.js';
import { textIn } from '../../metrics/definitions.js';
import { kindOf } from '../../metrics/subject-kinds.js';
import { subjectId, type Subject } from '../../store/subject.js';
import { nameOf } from '../../wording/names.js';
import { formatValue } from '../../../components/formatting/numbers.js';
import { subjectPath } from '../../../components/formatting/paths.js';
import { formatDate } from '../../../components/formatting/periods.js';
import { html, type HtmlPart, type Markup } from '../../../components/view/html.js';
import { redirect } from '../frame/answers.js';
import type { Crumb } from '../frame/layout.js';
import { hrefTo } from '../frame/site.js';
import type { UploadAnswer, UploadForm } from '../upload/answers.js';
import { removableHtml } from '../upload/removable-item.js';
import { csrfHtml } from '../upload/words.js';
import type { BuildQuestion } from './answers.js';
import { parseDraft } from './draft.js';
import { choiceOf, type FieldFacts, problemsHtml, inputOf } from './fields.js';
import { metricOfDraft } from './metrics/metric-draft.js';
import { metricsToAdd } from './picked-metrics.js';
import { type FieldProblem, problemText, forbiddenText } from './problems.js';
import {
  buildAnswer,
  draftPath,
  draftTitle,
  labelOf,
  metricName,
  notesPath,
  subjectIn,
  writtenSubject,
} from './words.js';

const KINDS = [
  { value: 'NOTE', text: 'A note' },
  { value: 'OUTAGE', text: 'An outage' },
];
const KIND_WORDS: Readonly<Record<string, string>> = { NOTE: 'Note', OUTAGE: 'Outage', BREAK: 'Break' };

const FIELDS = {
  target: ['metric', 'value', 'tolerance', 'from', 'to'],
  note: ['kind', 'from', 'to', 'text', 'textCy', 'link'],
} as const;
type Part = keyof typeof FIELDS;

const LABELS: { readonly [Of in Part]: Readonly<Record<(typeof FIELDS)[Of][number], string>> } = {
  target: {
    metric: 'Of which figure',
    value: 'What it should reach',
    tolerance: 'How far off still counts as reached (optional)',
    from: 'From (optional)',
    to: 'To (optional)',
  },
  note: {
    kind: 'What it is',
    from: 'From',
    to: 'To',
    text: 'What readers are told',
    textCy: 'The same in Welsh (optional)',
    link: 'An address with more (optional)',
  },
};
const fieldLabel = (part: Part, word: string): string | undefined =>
  (LABELS[part] as Readonly<Record<string, string>>)[word];

/** @throws InputError (404) */
function subjectOf({ names, reading }: BuildQuestion): Subject {
  const written = names.type === undefined ? 'portfolio' : `${names.type}/${names.slug}`;
  const subject = subjectIn(reading.catalogue, written);
  if (subject) return subject;
  throw new InputError(`there is no ${written}`, 404, 'NOT_FOUND');
}

/** The page itself, with the draft that somebody came from. */
function hereOf({ query }: BuildQuestion, subject: Subject): string {
  const draft = query.get('draft');
  return draft === null ? notesPath(subject) : notesPath(subject, draft);
}

/** What was typed in one of the two forms, and what is wrong with it. */
interface State {
  part: Part | null;
  typed: URLSearchParams;
  problems: readonly FieldProblem[];
  general: readonly HtmlPart[];
}
const NOTHING: State = { part: null, typed: new URLSearchParams(), problems: [], general: [] };

const idOf = (part: Part, word: string): string => `${part}-${word}`;

const span = (from: string | null, to: string | null): string => {
  if (from === null && to === null) return 'always';
  if (from === null) return `until ${formatDate(to!)}`;
  return to === null ? `from ${formatDate(from)}` : `${formatDate(from)} to ${formatDate(to)}`;
};

/** One that is there, with a button that takes it away. */
function itemHtml(
  part: Part,
  text: string,
  fields: Readonly<Record<string, string>>,
  { question, subject }: { question: BuildQuestion; subject: Subject },
): Markup {
  return removableHtml(
    {
      label: text,
      name: text,
      shown: text,
      action: hrefTo(question.site)(hereOf(question, subject)),
      fields: { do: `remove ${part}`, ...fields },
    },
    question.session,
  );
}

/** With its unit. */
function targetValue(catalogue: Catalogue, { metricKey, value }: Target): string {
  const metric = catalogue.metric(metricKey);
  return metric ? formatValue(value, metric.unit, { metric: metricKey }, 'en') : String(value);
}

const ofSubject = <Row extends Annotation | Target>(rows: readonly Row[], subject: Subject): Row[] =>
  rows.filter((row) => kindOf(row.subjectType) === subject.kind && row.subjectId === subjectId(subject));

const targetsOf = ({ tables }: Catalogue, subject: Subject): Target[] => ofSubject(tables.targets, subject);

/** Those on its data sets stand where figures are published. */
const notesOf = ({ tables }: Catalogue, subject: Subject): Annotation[] =>
  ofSubject(tables.annotations, subject).filter(({ dataSetId }) => dataSetId === null);

const targetText = (catalogue: Catalogue, target: Target): string =>
  `${metricName(catalogue, target.metricKey)}: ${targetValue(catalogue, target)}, ${span(target.fromOn, target.toOn)}`;

const noteText = ({ kind, fromOn, toOn, texts }: Annotation): string =>
  `${KIND_WORDS[kind] ?? kind}, ${span(fromOn, toOn)}: ${textIn(texts.text, 'en')}`;

/** The one in whose place another one would come; undefined where it was not there yet when the question came. */
function otherText(part: Part, typed: URLSearchParams, question: BuildQuestion): string | undefined {
  const { catalogue } = question.reading;
  const subject = subjectOf(question);
  const isTyped = (word: string, own: string, fromOn: string | null): boolean =>
    own === textOf(typed, word) && fromOn === textOf(typed, 'from');
  if (part === 'target') {
    const isOther = ({ metricKey, fromOn }: Target): boolean => isTyped('metric', metricKey, fromOn);
    const other = targetsOf(catalogue, subject).find(isOther);
    return other && targetText(catalogue, other);
  }
  const other = notesOf(catalogue, subject).find(({ kind, fromOn }) => isTyped('kind', kind, fromOn));
  return other && noteText(other);
}

/** The draft that somebody came from, where it is there still. */
async function draftFrom({ building, query }: BuildQuestion): Promise<Crumb | null> {
  const stored = await building.findDraft(query.get('draft') ?? '');
  if (!stored || metricOfDraft(stored)) return null;
  return { text: draftTitle(parseDraft(stored.content)), path: draftPath(stored.key) };
}

async function notesAnswer(question: BuildQuestion, state: State): Promise<UploadAnswer> {
  const { reading, session, site } = question;
  const { catalogue } = reading;
  const subject = subjectOf(question);
  const { part, typed, problems, general } = state;
  const action = hrefTo(site)(hereOf(question, subject));
  const facts =
    (of: Part) =>
    (word: string, hint?: string): FieldFacts => ({
      ...{ id: idOf(of, word), name: word, label: fieldLabel(of, word) ?? word, problems },
      value: part === of ? (typed.get(word) ?? undefined) : undefined,
      ...(hint !== undefined && { hint }),
    });
  const [target, note] = [facts('target'), facts('note')];
  const of = { question, subject };
  const targets = targetsOf(catalogue, subject).map((each) => {
    const fields = { metric: each.metricKey, from: each.fromOn ?? '' };
    return itemHtml('target', targetText(catalogue, each), fields, of);
  });
  const notes = notesOf(catalogue, subject).map((each) =>
    itemHtml('note', noteText(each), { kind: each.kind, from: each.fromOn }, of),
  );
  const metrics = metricsToAdd(subject, question).map((metric) => ({
    value: metric.key,
    text: labelOf(metric),
  }));
  const name = nameOf(subject, 'en');
  const draft = await draftFrom(question);
  const formHtml = (of: Part, label: string, fields: HtmlPart): Markup =>
    html`<form class="app-form" aria-label="${label}" method="post" action="${action}">
      ${csrfHtml(session)} ${fields}
      <button class="govuk-button govuk-button--secondary" type="submit" name="do" value="save ${of}">
        ${label}
      </button>
    </form>`;
  const main = html`${problemsHtml(problems, general)}
    <h1 class="govuk-heading-xl">Targets and notes</h1>
    <p class="govuk-body">
      They belong to <a class="govuk-link" href="${hrefTo(site)(subjectPath(subject))}">${name}</a>, stand in
      all of its charts on every dashboard, and are seen at once.
    </p>
    ${
      draft &&
      html`<p class="govuk-body">
        <a class="govuk-link" href="${hrefTo(site)(draft.path)}">Back to the draft of ${draft.text}</a>
      </p>`
    }
    <section aria-labelledby="targets">
      <h2 class="govuk-heading-l" id="targets">Targets</h2>
      ${targets.length > 0 ? html`<div class="app-removables">${targets}</div>` : html`<p class="govuk-body">There is none.</p>`}
      ${formHtml(
        'target',
        'Set a target',
        html`${choiceOf(target('metric'), metrics)}
        ${inputOf(target('value', 'In the unit of the figure: 80 for 80%'), 'number')}
        ${inputOf(target('tolerance'), 'number')} ${inputOf(target('from'), 'date')}
        ${inputOf(target('to'), 'date')}`,
      )}
    </section>
    <section aria-labelledby="notes">
      <h2 class="govuk-heading-l" id="notes">Notes and outages</h2>
      ${notes.length > 0 ? html`<div class="app-removables">${notes}</div>` : html`<p class="govuk-body">There is none.</p>`}
      ${formHtml(
        'note',
        'Add a note',
        html`${choiceOf({ ...note('kind'), value: (part === 'note' && typed.get('kind')) || 'NOTE' }, KINDS)}
        ${inputOf(note('from'), 'date')}
        ${inputOf(note('to', 'Empty where it is one day, or goes on'), 'date')} ${inputOf(note('text'))}
        ${inputOf(note('textCy'))} ${inputOf(note('link'))}`,
      )}
    </section>`;
  return buildAnswer(question, {
    title: `Targets and notes: ${name}`,
    main,
    crumbs: draft ? [draft] : [],
    ...((problems.length > 0 || general.length > 0) && { status: 422 }),
  });
}

export const notesPage = (question: BuildQuestion): Promise<UploadAnswer> => notesAnswer(question, NOTHING);

/** What a form of the page does, and what to say of what is wrong with it. */
export async function changeNotes(question: BuildQuestion, { fields }: UploadForm): Promise<UploadAnswer> {
  const subject = subjectOf(question);
  const [word = '', of] = (fields.get('do') ?? '').split(' ');
  const part: Part = of === 'note' ? 'note' : 'target';
  const fail = (problems: readonly AuthoringProblem[], general: readonly HtmlPart[]): Promise<UploadAnswer> =>
    notesAnswer(question, {
      ...{ part, typed: fields, general },
      problems: problems.map((problem) => {
        const label = fieldLabel(part, problem.path);
        const other = problem.code === ALREADY_THERE ? otherText(part, fields, question) : undefined;
        const message =
          other === undefined
            ? problemText(problem)
            : `There is one already: ${other}. Take it away first, or choose another day.`;
        return { id: idOf(part, problem.path), message, ...(label !== undefined && { label }) };
      }),
    });
  try {
    const answer = await (word === 'remove' ? removed : saved)(question, part, fields);
    return 'problems' in answer ? await fail(answer.problems, []) : redirect(hereOf(question, subject), 303);
  } catch (error) {
    return fail([], [forbiddenText(error)]);
  }
}

const textOf = (fields: URLSearchParams, name: string): string | null => fields.get(name)?.trim() || null;

/** Adds one; one that is there already is not written over. */
function saved(question: BuildQuestion, part: Part, fields: URLSearchParams): Promise<object | Refused> {
  const values = Object.fromEntries(FIELDS[part].map((name) => [name, textOf(fields, name)]));
  const kind = part === 'target' ? ('targets' as const) : ('annotations' as const);
  const subject = writtenSubject(subjectOf(question));
  return question.building.saveRow({ kind, subject, values, isAddition: true });
}

function removed(question: BuildQuestion, part: Part, fields: URLSearchParams): Promise<object | Refused> {
  const subject = writtenSubject(subjectOf(question));
  const from = textOf(fields, 'from');
  if (part === 'target') {
    return question.building.removeRow({
      kind: 'targets',
      subject,
      metric: textOf(fields, 'metric') ?? '',
      from,
    });
  }
  return question.building.removeRow({
    ...{ kind: 'annotations' as const, subject, measure: null },
    ...{ annotation: textOf(fields, 'kind') ?? '', from: from ?? '' },
  });
}
