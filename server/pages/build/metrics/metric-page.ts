/** `/build/metrics/new`, `/build/metrics/<key>`: a metric is defined, looked at over real data, and saved. */
import type { OpenDraft } from '../../../access/drafts.js';
import { InputError } from '../../../errors.js';
import { writtenMetric } from '../../../ingest/metrics/written.js';
import { formulaText } from '../../../metrics/definitions.js';
import type { MetricDefinition, Subject } from '../../../store/subject.js';
import { nameOf } from '../../../wording/names.js';
import { figurePath } from '../../../../components/formatting/paths.js';
import { html, type HtmlPart, type Markup } from '../../../../components/view/html.js';
import { moduleContent } from '../../../drawing/module-content.js';
import { defaultPeriodOf } from '../../../engine/fitting-periods.js';
import { redirect } from '../../frame/answers.js';
import { hrefTo } from '../../frame/site.js';
import type { UploadAnswer, UploadForm } from '../../upload/answers.js';
import { csrfHtml } from '../../upload/words.js';
import type { BuildQuestion } from '../answers.js';
import { slugOfTitle } from '../draft.js';
import { choiceOf, problemsHtml, inputOf } from '../fields.js';
import { type FieldProblem, problemText, forbiddenText } from '../problems.js';
import { ownerFor, ownerOptions, reachedSubjects } from '../reached.js';
import {
  BUILD,
  buildAnswer,
  labelOf,
  METRICS,
  metricPath,
  subjectIn,
  throwAwayPath,
  writtenSubject,
} from '../words.js';
import {
  keepMetric,
  keptAnswer,
  metricDraftIn,
  openDraftHtml,
  openDraftOf,
  versionOf,
} from './metric-draft.js';
import { metricFields } from './metric-form.js';
import { metricLabel } from './metric-labels.js';
import { newerProblem, saveOverHtml } from './newer-metric.js';
import {
  definitionOfMetric,
  fieldOf,
  kindIn,
  metricOfDefinition,
  metricOfForm,
  type MetricWords,
} from './metric-words.js';

const EMPTY: MetricWords = { words: {}, weights: {}, ticked: { numerator: [], denominator: [] } };
const MOST_SUBJECTS = 300;

/** A metric that somebody has defined. @throws InputError (404) */
function storedMetric({ reading, names }: BuildQuestion): MetricDefinition {
  const metric = reading.catalogue.metric(names.key ?? '');
  if (metric && metric.ownerOrganisationId !== null) return metric;
  throw new InputError('there is no such metric that an organisation has defined', 404, 'NOT_FOUND');
}

/** The figures as readers would see them, made by the engine from what is stored. */
async function previewHtml(
  metric: MetricDefinition,
  subject: Subject,
  question: BuildQuestion,
): Promise<Markup> {
  const { reading, assembler } = question;
  const heading = html`<h2 class="govuk-heading-l">What readers will see</h2>
    <p class="govuk-body">${formulaText(metric.formula)}, of ${nameOf(subject, 'en')}.</p>`;
  if (!reading.catalogue.hasData(subject, metric)) {
    return html`${heading}
      <p class="app-notice govuk-body">
        ${nameOf(subject, 'en')} has no data of all that it is made of. Choose another subject to look at it.
      </p>`;
  }
  const asked = { subject, metric, period: defaultPeriodOf(subject, metric, reading.snapshot) };
  const series = await reading.series({ ...asked, compareTo: null });
  const data = assembler.module({
    ...{ title: null, description: null, range: { period: asked.period }, lang: 'en', subject, metric },
    ...{ chart: 'LINE', view: 'CHART', stored: null, series },
    freshness: reading.freshness(subject, metric),
  });
  return html`${heading}
  ${moduleContent(data, { lang: 'en', headingLevel: 3, hasStyles: true, id: 'preview', noDownload: true })}`;
}

interface MetricState {
  /** The draft that is open. */
  open?: OpenDraft;
  /** The version that is changed; 0 (default) = it is to be a new one. */
  version?: number;
  /** The version that somebody else has saved in the meantime; 0 = they have removed it. */
  newer?: number;
  problems?: readonly FieldProblem[];
  general?: readonly HtmlPart[];
  preview?: MetricDefinition;
  status?: number;
}

async function show(
  question: BuildQuestion,
  metric: MetricWords,
  state: MetricState = {},
): Promise<UploadAnswer> {
  const { site, session, reading, names, query } = question;
  const { problems = [], general = [], preview, status, open, version = 0, newer } = state;
  const reach = await question.building.reach();
  const subjects = reachedSubjects(question, reach);
  const [first] = subjects;
  const subject =
    subjectIn(reading.catalogue, metric.words.subject ?? query.get('subject') ?? undefined) ?? first;
  const isStored = names.key !== undefined;
  const title = isStored ? `Edit: ${metric.words.label ?? names.key}` : 'Define a metric';
  const href = hrefTo(site);
  const facts = { id: 'subject', name: 'subject', label: 'Look at it with the data of', problems };
  const main = subject
    ? html`${problemsHtml(problems, general)}
        <h1 class="govuk-heading-xl">${title}</h1>
        <p class="govuk-body">
          A metric is worked out from what services send, whenever somebody looks at it. Once it is saved it
          charts, compares and lists like those that are built in.
        </p>
        <div class="app-build">
          <form
            class="app-build__form app-build__form--narrow"
            aria-label="${title}"
            method="post"
            action="${href(isStored ? metricPath(names.key!) : `${METRICS}/new`)}"
            data-kept
          >
            ${csrfHtml(session)} ${openDraftHtml(open, version)}
            ${
              subjects.length <= MOST_SUBJECTS
                ? choiceOf(
                    { ...facts, value: writtenSubject(subject) },
                    subjects.map((each) => ({ value: writtenSubject(each), text: nameOf(each, 'en') })),
                  )
                : inputOf({
                    ...facts,
                    value: writtenSubject(subject),
                    hint: 'Like service/carers-allowance or organisation/…',
                  })
            }
            ${metricFields(withOwner(metric, ownerFor(subject, question, reach)), { question, subject, problems, owners: ownerOptions(question, reach), isStored })}
            ${newer !== undefined && saveOverHtml(newer, question)}
            ${
              metric.words.kind !== undefined &&
              html`<div class="app-buttons">
                <button class="govuk-button govuk-button--secondary" type="submit" name="do" value="look">
                  See what it comes to
                </button>
                <button class="govuk-button" type="submit" name="do" value="save">Save</button>
                ${isStored && html`<button class="app-link-button" type="submit" name="do" value="remove">Remove it</button>`}
              </div>`
            }
            ${open && html`<button class="app-link-button" type="submit" name="do" value="delete">Throw this draft away</button>`}
          </form>
          <script type="module" src="${href('/assets/keep-typed.js')}"></script>
          ${preview && html`<section class="app-build__preview" aria-label="Preview">${await previewHtml(preview, subject, question)}</section>`}
        </div>`
    : html`<h1 class="govuk-heading-xl">${title}</h1>
        <p class="app-notice govuk-body">This token may not define metrics. Ask whoever gave it to you.</p>`;
  return buildAnswer(question, { title, main, ...(status !== undefined && { status }) });
}

const withOwner = (metric: MetricWords, owner: string | undefined): MetricWords =>
  metric.words.owner !== undefined || owner === undefined
    ? metric
    : { ...metric, words: { ...metric.words, owner } };

export async function newMetricPage(question: BuildQuestion): Promise<UploadAnswer> {
  const kept = await metricDraftIn(question);
  return kept ? show(question, kept.metric, kept) : show(question, EMPTY);
}

export async function metricPage(question: BuildQuestion): Promise<UploadAnswer> {
  const kept = await metricDraftIn(question);
  if (kept) return show(question, kept.metric, kept);
  const metric = storedMetric(question);
  const owner = question.reading.catalogue.organisation(metric.ownerOrganisationId!);
  const { version } = metric;
  return show(question, metricOfDefinition(writtenMetric(metric, owner.slug)), { version, preview: metric });
}

const asFields = (problems: Parameters<typeof problemText>[0][], { words }: MetricWords): FieldProblem[] =>
  problems.map((problem) => {
    const id = fieldOf(problem.path);
    const label = metricLabel(id, kindIn(words));
    return { id, message: problemText(problem), ...(label !== undefined && { label }) };
  });

export async function defineMetric(question: BuildQuestion, { fields }: UploadForm): Promise<UploadAnswer> {
  const { building, names } = question;
  const button = fields.get('do') ?? 'fields';
  const sent = metricOfForm(withoutFrame(fields));
  const key = names.key ?? sent.words.key ?? slugOfTitle(sent.words.label ?? '');
  const metric = key === '' ? sent : { ...sent, words: { ...sent.words, key } };
  const version = versionOf(fields);
  if (button === 'remove') return remove(question, metric, version);
  const open = await keepMetric(question, { metric: sent, version, open: openDraftOf(fields) });
  if (button === 'delete') return redirect(throwAwayPath(open.key), 303);
  if (button === 'keep') return keptAnswer(open);
  const again = (state: MetricState): Promise<UploadAnswer> =>
    show(question, metric, { open, version, ...state });
  const refuse = (problems: FieldProblem[], newer?: number): Promise<UploadAnswer> =>
    again({ problems, status: 422, ...(newer !== undefined && { newer }) });
  if (button === 'fields') return again({});
  const definition = definitionOfMetric(metric);
  const looked = await building.lookAtMetric(definition);
  if (looked.metric === null) return refuse(asFields(looked.problems, metric));
  const isOver = button === 'save-over';
  if (button !== 'save' && !isOver) return again({ preview: looked.metric });
  return tried(again, async () => {
    const baseVersion = isOver ? Number(fields.get('newer')) || 0 : version;
    const owner = metric.words.owner ?? '';
    const answer = await building.saveMetric({ key, owner, baseVersion, definition });
    if (!('problems' in answer)) {
      await building.deleteDraft(open.key);
      return redirect(`${BUILD}?metric=${encodeURIComponent(key)}`, 303);
    }
    const { problems, newer } = answer;
    if (newer === undefined) return refuse(asFields(problems, metric));
    // A name that is taken is another thing than a version that is newer: that metric is written over by nobody.
    return refuse([newerProblem(newer, key, question)], names.key === undefined ? undefined : newer);
  });
}

/** Without what every form carries. */
function withoutFrame(fields: URLSearchParams): URLSearchParams {
  const own = new URLSearchParams(fields);
  for (const name of ['csrf', 'do', 'draft', 'base', 'version', 'newer']) own.delete(name);
  return own;
}

function remove(question: BuildQuestion, metric: MetricWords, version: number): Promise<UploadAnswer> {
  const again = (state: MetricState): Promise<UploadAnswer> => show(question, metric, { version, ...state });
  return tried(again, async () => {
    const answer = await question.building.removeMetric(storedMetric(question).key);
    if (!('problems' in answer)) return redirect(BUILD, 303);
    return again({ general: answer.problems.map(problemText), status: 422 });
  });
}

/** What may not be done is told beside what was typed. */
async function tried(
  again: (state: MetricState) => Promise<UploadAnswer>,
  act: () => Promise<UploadAnswer>,
): Promise<UploadAnswer> {
  try {
    return await act();
  } catch (error) {
    return again({ general: [forbiddenText(error)], status: 422 });
  }
}

/** The metrics that one may change, by their keys. */
async function ownMetrics({ reading: { catalogue }, building }: BuildQuestion): Promise<MetricDefinition[]> {
  const reach = await building.reach();
  return catalogue.metrics.filter(
    ({ ownerOrganisationId: owner }) =>
      owner !== null && reach.hasOrganisation(catalogue.organisation(owner).slug),
  );
}

/** The metric that was saved a moment ago, above the first page of the builder. */
export async function savedMetricHtml(question: BuildQuestion): Promise<Markup | false> {
  const { reading, site, query } = question;
  const { catalogue } = reading;
  const wanted = query.get('metric');
  if (wanted === null) return false;
  const saved = (await ownMetrics(question)).find(({ key }) => key === wanted);
  if (!saved) return false;
  const owner = catalogue.organisationSubject(catalogue.organisation(saved.ownerOrganisationId!));
  return html`<div class="app-notice" role="status">
    <p class="govuk-body">
      <strong>${labelOf(saved)} is saved.</strong> It can be added to dashboards, and stands at
      <a class="govuk-link" href="${hrefTo(site)(figurePath(owner, saved.key))}">its own page</a>.
    </p>
  </div>`;
}

/** The metrics that one may change, on the first page of the builder. */
export async function metricsHtml(question: BuildQuestion): Promise<Markup> {
  const href = hrefTo(question.site);
  const own = await ownMetrics(question);
  return html`<h2 class="govuk-heading-l" id="metrics">Metrics of your own</h2>
    ${
      own.length > 0 &&
      html`<ul class="govuk-list govuk-list--bullet">
        ${own.map((metric) => html`<li><a class="govuk-link" href="${href(metricPath(metric.key))}">${labelOf(metric)}</a> <span class="app-muted">${formulaText(metric.formula)}</span></li>`)}
      </ul>`
    }
    <p><a class="govuk-link" href="${href(`${METRICS}/new`)}">Define a metric</a></p>`;
}
