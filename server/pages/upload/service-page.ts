/** `/upload/services/SLUG`: type what is due, or bring a file. */
import { InputError } from '../../errors.js';
import { textIn } from '../../metrics/definitions.js';
import type { RecordedPeriod } from '../../metrics/periods.js';
import type { ReachedService } from '../../store/reach.js';
import { serviceSubject } from '../../store/subject.js';
import { subjectPath } from '../../../components/formatting/paths.js';
import { formatPeriod } from '../../../components/formatting/periods.js';
import { attr, html, type HtmlPart, type Markup } from '../../../components/view/html.js';
import { redirect } from '../frame/answers.js';
import { selectHtml } from '../frame/fields.js';
import { hrefTo } from '../frame/site.js';
import type { SignedInQuestion, UploadAnswer, UploadForm } from './answers.js';
import { reachedService } from './service-reached.js';
import { keepSheet } from './sheet-draft.js';
import {
  fieldName,
  fieldsOfDataSet,
  fieldsOfNew,
  rowsOfTyped,
  type TypedMeasure,
  type TypedValue,
  typedValues,
} from './typed-values.js';
import {
  csrfHtml,
  draftPath,
  errorsHtml,
  measureName,
  serviceName,
  splitWords,
  UPLOAD,
  uploadAnswer,
  uploadPath,
} from './words.js';

/** Measures that make figures of their own; those that only serve others come after them. */
const FIRST = ['transactions', 'ratings', 'starts', 'completions', 'cost'];
const NEW_PERIODS: { value: RecordedPeriod; text: string }[] = [
  { value: 'month', text: 'By month' },
  { value: 'quarter', text: 'By quarter' },
  { value: 'year', text: 'By year' },
  { value: 'day', text: 'By day' },
];

async function measuresToType(
  { service, measures }: ReachedService,
  { reading, query, now }: SignedInQuestion,
  values: readonly TypedValue[],
): Promise<TypedMeasure[]> {
  const { catalogue } = reading;
  const typed: TypedMeasure[] = [];
  for (const entry of catalogue.dataSetsOf(service.id)) {
    if (measures && !measures.has(entry.facts.measure)) continue;
    const fields = await fieldsOfDataSet(entry, { reading, now, typed: values });
    if (fields) typed.push(fields);
  }
  const wanted = query.get('new');
  const measure = wanted === null ? undefined : catalogue.measure(wanted);
  if (measure && (measures?.has(measure.key) ?? true) && !catalogue.dataSet(service.id, measure.key)) {
    const period = NEW_PERIODS.find(({ value }) => value === query.get('period'))?.value ?? 'month';
    typed.unshift(fieldsOfNew(measure, period, now));
  }
  return typed;
}

/** An id that no other field has, without blanks. */
const idOf = (name: string): string => encodeURIComponent(name).replaceAll('%', '_');

/** What was typed, and what is wrong with it, by the names of fields. */
interface Typed {
  list: readonly TypedValue[];
  values: ReadonlyMap<string, string>;
  errors: ReadonlyMap<string, string>;
}

const NOTHING_TYPED: Typed = { list: [], values: new Map(), errors: new Map() };

function measureHtml(measure: TypedMeasure, typed: Typed, { reading }: SignedInQuestion): Markup {
  const { windows, fields, span, lastWindow } = measure;
  const name = measureName(reading.catalogue, measure.measure);
  return html`<section class="app-typed" aria-labelledby="of-${measure.measure}">
    <h3 class="govuk-heading-m" id="of-${measure.measure}">${name}</h3>
    ${windows.map(
      (window) =>
        html`<fieldset class="app-typed__window">
          <legend class="app-typed__legend">${formatPeriod(span(window))}</legend>
          ${fields
            .filter((field) => field.window === window)
            .map((field) => {
              const name = fieldName(field);
              const id = idOf(name);
              const error = typed.errors.get(name);
              const isAgain = lastWindow?.start === window.start;
              const last =
                field.last !== null && lastWindow
                  ? `${isAgain ? 'Published' : formatPeriod(span(lastWindow))}: ${field.last.toLocaleString('en-GB')}`
                  : '';
              return html`<div class="app-field app-typed__field${error && ' govuk-form-group--error'}">
                <label class="govuk-label" for="${id}">${splitWords(field.split, measure.bestRating)}</label>
                ${last && html`<p class="govuk-hint" id="${id}-last">${last}</p>`}
                ${error && html`<p class="govuk-error-message" id="${id}-error">${error}</p>`}
                <input
                  class="govuk-input${error && ' govuk-input--error'}"
                  id="${id}"
                  name="${name}"
                  type="text"
                  inputmode="decimal"
                  autocomplete="off"
                  value="${typed.values.get(name) ?? ''}"
                  ${attr('aria-invalid', error !== undefined && 'true')}
                  ${attr('aria-describedby', [last && `${id}-last`, error && `${id}-error`].filter(Boolean).join(' ') || null)}
                />
              </div>`;
            })}
        </fieldset>`,
    )}
  </section>`;
}

function newMeasureHtml(
  { service, measures }: ReachedService,
  { reading, site, query }: SignedInQuestion,
): Markup | false {
  const { catalogue } = reading;
  const options = catalogue.measures
    .filter(
      ({ key, aggregation }) =>
        aggregation !== 'histogram' && !catalogue.dataSet(service.id, key) && (measures?.has(key) ?? true),
    )
    .map(({ key, texts }) => ({ value: key, text: textIn(texts.label, 'en') }))
    .sort((a, b) => rankOf(a.value) - rankOf(b.value) || (a.text < b.text ? -1 : 1));
  if (options.length === 0) return false;
  return html`<details
    class="app-more"
    ${attr('open', query.has('new') || catalogue.dataSetsOf(service.id).length === 0)}
  >
    <summary class="app-more__summary">Publish something for the first time</summary>
    <form class="app-fields" method="get" action="${hrefTo(site)(uploadPath(service))}">
      ${selectHtml('new', 'What', options, query.get('new'))}
      ${selectHtml('period', 'How often', NEW_PERIODS, query.get('period'))}
      <button class="govuk-button govuk-button--secondary" type="submit">Show the fields</button>
    </form>
  </details>`;
}

const rankOf = (key: string): number => {
  const at = FIRST.indexOf(key);
  return at < 0 ? FIRST.length : at;
};

interface Shown {
  typed?: Typed;
  errors?: HtmlPart[];
}

async function show(
  question: SignedInQuestion,
  { typed = NOTHING_TYPED, errors = [] }: Shown,
): Promise<UploadAnswer> {
  const { site, session } = question;
  const reached = reachedService(question);
  const { service } = reached;
  const href = hrefTo(site);
  const measures = await measuresToType(reached, question, typed.list);
  const query = question.query.toString();
  const action = href(uploadPath(service) + (query && `?${query}`));
  const main = html`${errorsHtml(errors)}
    <h1 class="govuk-heading-xl">${serviceName(service)}</h1>
    <p class="govuk-body">
      <a class="govuk-link" href="${href(subjectPath(serviceSubject(service)))}">What is published of it</a>
    </p>
    ${newMeasureHtml(reached, question)}
    ${
      measures.length > 0 &&
      html`<form method="post" action="${action}" enctype="application/x-www-form-urlencoded">
        ${csrfHtml(session)}
        <h2 class="govuk-heading-l">Type the numbers</h2>
        <p class="govuk-body">
          Leave a field empty where you have no number; 0 means that there were none. Nothing is published
          before you have seen what it looks like.
        </p>
        ${measures.map((measure) => measureHtml(measure, typed, question))}
        <button class="govuk-button" type="submit">See what it looks like</button>
      </form>`
    }
    <form class="app-form" method="post" action="${action}" enctype="multipart/form-data">
      ${csrfHtml(session)}
      <h2 class="govuk-heading-l">Bring a file</h2>
      <div class="app-field">
        <label class="govuk-label" for="file">A spreadsheet (.xlsx) or a CSV</label>
        <p class="govuk-hint" id="file-hint">
          A table with periods in columns or rows, or survey responses, one a row. What is understood of it is
          shown first.
        </p>
        <input
          class="app-file"
          id="file"
          name="file"
          type="file"
          accept=".csv,.xlsx,.txt"
          aria-describedby="file-hint"
        />
      </div>
      <button class="govuk-button govuk-button--secondary" type="submit">Look at it</button>
    </form>`;
  return uploadAnswer(site, {
    title: `Publish figures of ${serviceName(service)}`,
    main,
    session,
    crumbs: [{ text: 'Publish figures', path: UPLOAD }],
    status: errors.length > 0 ? 422 : 200,
  });
}

export const servicePage = (question: SignedInQuestion): Promise<UploadAnswer> => show(question, {});

/** What was typed or brought becomes a draft, which is looked at next. */
export async function bring(question: SignedInQuestion, form: UploadForm): Promise<UploadAnswer> {
  const { publishing } = question;
  const { service } = reachedService(question);
  if (form.file) {
    try {
      const key = await keepSheet(question, form.file.name, { file: form.file, answers: {} });
      return redirect(draftPath(key), 303);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return show(question, { errors: [error.message] });
    }
  }
  const values = typedValues(form.fields);
  if (values.length === 0) {
    return show(question, { errors: ['Type at least one number, or choose a file.'] });
  }
  const content = rowsOfTyped(service.slug, values);
  const draft = {
    service: service.slug,
    content,
    source: 'numbers typed in the browser',
    notes: [],
    sheet: null,
  };
  const outcome = await publishing.compare({ ...draft, key: '', submissionId: null });
  if (!outcome.isAccepted) {
    // A row a field, after the header.
    const errors = new Map(
      outcome.problems.map(({ row, message }) => [values[row - 2]?.name ?? '', message]),
    );
    const typed = { list: values, values: new Map(values.map(({ name, value }) => [name, value])), errors };
    return show(question, {
      typed,
      errors: [...errors].map(([name, message]) => errorLink(values, name, message)),
    });
  }
  return redirect(draftPath(await publishing.keepDraft(draft)), 303);
}

const errorLink = (values: readonly TypedValue[], name: string, message: string): HtmlPart => {
  const value = values.find((each) => each.name === name);
  return value
    ? html`<a href="#${idOf(name)}">${splitWords(value.split)}, ${value.start}: ${message}</a>`
    : message;
};
