/** The form in which numbers are typed: the periods that are due, or that somebody asks for. */
import type { OpenDraft } from '../../access/drafts.js';
import { textIn } from '../../metrics/definitions.js';
import type { RecordedPeriod } from '../../metrics/periods.js';
import type { ReachedService } from '../../store/reach.js';
import { formatPeriod } from '../../../components/formatting/periods.js';
import { attr, html, type HtmlPart, type Markup } from '../../../components/view/html.js';
import { idOf, inputField, selectHtml } from '../frame/fields.js';
import { hrefTo } from '../frame/site.js';
import type { SignedInQuestion } from './answers.js';
import {
  type AskedWindows,
  fieldName,
  fieldsOfDataSet,
  fieldsOfNew,
  type TypedMeasure,
  type TypedValue,
} from './typed-values.js';
import { csrfHtml, measureName, splitWords, uploadPath, periodWords } from './words.js';

/** Measures that make figures of their own; those that only serve others come after them. */
const FIRST = ['transactions', 'ratings', 'starts', 'completions', 'cost'];
const NEW_PERIODS: { value: RecordedPeriod; text: string }[] = [
  { value: 'month', text: 'By month' },
  { value: 'quarter', text: 'By quarter' },
  { value: 'year', text: 'By year' },
  { value: 'day', text: 'By day' },
];

const COUNTS = [
  { value: '1', text: 'The newest' },
  { value: '4', text: 'The last 4' },
  { value: '12', text: 'The last 12' },
];

/** The periods that somebody chose in an address; null = those that are due. */
function askedWindows(query: URLSearchParams): AskedWindows | null {
  const measure = query.get('measure');
  if (measure === null) return null;
  const recorded = NEW_PERIODS.find(({ value }) => value === query.get('period'))?.value ?? 'month';
  const count = COUNTS.find(({ value }) => value === query.get('count')) ?? COUNTS[0];
  return { measure, recorded, count: Number(count.value) };
}

/** Those that were asked for, and those of which something was typed. */
function newWindows(asked: AskedWindows | null, values: readonly TypedValue[]): AskedWindows[] {
  const wanted = new Map(asked ? [[asked.measure, asked]] : []);
  for (const { measure, period } of values) {
    const recorded = NEW_PERIODS.find(({ value }) => value === period)?.value;
    if (recorded && !wanted.has(measure)) wanted.set(measure, { measure, recorded, count: 1 });
  }
  return [...wanted.values()];
}

async function measuresToType(
  { service, measures }: ReachedService,
  { reading, query, now }: SignedInQuestion,
  values: readonly TypedValue[],
): Promise<TypedMeasure[]> {
  const { catalogue } = reading;
  const asked = askedWindows(query);
  const typed: TypedMeasure[] = [];
  for (const entry of catalogue.dataSetsOf(service.id)) {
    if (measures && !measures.has(entry.facts.measure)) continue;
    const fields = await fieldsOfDataSet(entry, { reading, now, typed: values, asked });
    if (fields) typed.push(fields);
  }
  for (const wanted of newWindows(asked, values)) {
    const measure = catalogue.measure(wanted.measure);
    if (!measure || catalogue.dataSet(service.id, measure.key)) continue;
    if (measures?.has(measure.key) ?? true) typed.push(fieldsOfNew(measure, wanted, { now, typed: values }));
  }
  // What was asked for stands first, then what has windows of which nothing was sent.
  const rank = (each: TypedMeasure): number =>
    each.measure === asked?.measure ? 0 : isUpToDate(each) ? 2 : 1;
  return typed.sort((a, b) => rank(a) - rank(b));
}

/** Whether all that can be typed is there already: it can only be corrected. */
const isUpToDate = ({ fields }: TypedMeasure): boolean =>
  fields.every(({ window, last }) => last?.window.start === window.start);

/** What was typed, and what is wrong with it, by the names of fields. */
export interface Typed {
  list: readonly TypedValue[];
  errors: ReadonlyMap<string, string>;
  /** The draft that it is kept as. */
  open: OpenDraft;
}

export const NOTHING_TYPED: Typed = { list: [], errors: new Map(), open: null };

function measureHtml(
  { id: service }: ReachedService['service'],
  measure: TypedMeasure,
  typed: Typed,
  { reading }: SignedInQuestion,
): Markup {
  const values = new Map(typed.list.map(({ name, value }) => [name, value]));
  const { windows, fields, span } = measure;
  const name = measureName(reading.catalogue, measure.measure);
  const isDraft = reading.catalogue.dataSet(service, measure.measure)?.entity.state === 'draft';
  return html`<section class="app-typed" aria-labelledby="of-${measure.measure}">
    <h3 class="govuk-heading-m" id="of-${measure.measure}">${name}${isDraft && ' (draft, not published)'}</h3>
    ${windows.map(
      (window) =>
        html`<fieldset class="app-typed__window">
          <legend class="app-typed__legend">${formatPeriod(span(window))}</legend>
          ${fields
            .filter((field) => field.window === window)
            .map((field) => {
              const name = fieldName(field);
              const error = typed.errors.get(name);
              const { last: sent } = field;
              const isAgain = sent?.window.start === window.start;
              const last =
                sent &&
                `${isAgain ? (isDraft ? 'Stored' : 'Published') : formatPeriod(span(sent.window))}: ${sent.value.toLocaleString('en-GB')}`;
              const label = splitWords(field.split, measure.bestRating);
              const facts = { id: idOf(name), name, label, value: values.get(name) ?? '' };
              return inputField(
                { ...facts, ...(last && { hint: last }), ...(error !== undefined && { error }) },
                'number',
                'app-typed__field',
              );
            })}
        </fieldset>`,
    )}
  </section>`;
}

/** Other periods than those that are due, and what was never sent. */
export function otherPeriodsHtml(
  { service, measures }: ReachedService,
  { reading, site, query }: SignedInQuestion,
): Markup | false {
  const { catalogue } = reading;
  const isThere = (key: string): boolean => catalogue.dataSet(service.id, key) !== undefined;
  const options = catalogue.measures
    .filter(({ key, aggregation }) => aggregation !== 'histogram' && (measures?.has(key) ?? true))
    .map(({ key, texts }) => ({ value: key, text: textIn(texts.label, 'en') }))
    .sort(
      (a, b) =>
        Number(isThere(b.value)) - Number(isThere(a.value)) ||
        rankOf(a.value) - rankOf(b.value) ||
        (a.text < b.text ? -1 : 1),
    );
  if (options.length === 0) return false;
  const isFirst = !options.some(({ value }) => isThere(value));
  const fields = html`<form
    class="app-fields"
    aria-label="Choose periods"
    method="get"
    action="${hrefTo(site)(uploadPath(service))}"
  >
    ${selectHtml('measure', 'What', options, query.get('measure'))}
    ${selectHtml('period', 'How often', NEW_PERIODS, query.get('period'))}
    ${selectHtml('count', 'How many periods', COUNTS, query.get('count') ?? (isFirst ? '4' : '1'))}
    <button class="govuk-button govuk-button--secondary" type="submit">Show the fields</button>
  </form>`;
  if (isFirst) {
    return html`<p class="govuk-body">
        Nothing was published of it yet. Choose what you have numbers of; you can add more later.
      </p>
      ${fields}`;
  }
  return html`<details class="app-more app-more--apart" ${attr('open', query.has('measure'))}>
    <summary class="app-more__summary">Type other periods, or something new</summary>
    ${fields}
  </details>`;
}

const rankOf = (key: string): number => {
  const at = FIRST.indexOf(key);
  return at < 0 ? FIRST.length : at;
};

/** What is wrong with a field, as a link to it. */
export function errorLink(values: readonly TypedValue[], name: string, message: string): HtmlPart {
  const value = values.find((each) => each.name === name);
  if (!value) return message;
  const when = periodWords({ period: value.period as RecordedPeriod, start: value.start });
  return html`<a href="#${idOf(name)}">${splitWords(value.split)}, ${when}: ${message}</a>`;
}

/** The form itself; false where there is nothing to type. */
export async function typingFormHtml(
  reached: ReachedService,
  typed: Typed,
  question: SignedInQuestion,
): Promise<Markup | false> {
  const { site, session, query } = question;
  const measures = await measuresToType(reached, question, typed.list);
  if (measures.length === 0) return false;
  const asked = new URLSearchParams(
    ['measure', 'period', 'count'].flatMap((name) => {
      const value = query.get(name);
      return value === null ? [] : [[name, value]];
    }),
  ).toString();
  const href = hrefTo(site);
  return html`<form
    aria-label="Type the numbers"
    method="post"
    action="${href(uploadPath(reached.service) + (asked && `?${asked}`))}"
    enctype="application/x-www-form-urlencoded"
    data-kept
  >
    ${csrfHtml(session)}
    <input type="hidden" name="draft" value="${typed.open?.key ?? ''}" />
    <input type="hidden" name="base" value="${typed.open?.updatedAt ?? ''}" />
    <h2 class="govuk-heading-l">Type the numbers</h2>
    <p class="govuk-body">
      Leave a field empty where you have no number; 0 means that there were none. Nothing is published before
      you have seen what it looks like.
    </p>
    ${measures.map((measure) => measureHtml(reached.service, measure, typed, question))}
    <p class="app-kept" role="status" data-kept-status></p>
    <div class="app-buttons">
      <button class="govuk-button" type="submit" name="do" value="look">See what it looks like</button>
      <button class="govuk-button govuk-button--secondary" type="submit" name="do" value="save">
        Save and come back later
      </button>
    </div>
    <script type="module" src="${href('/assets/keep-typed.js')}"></script>
  </form>`;
}
