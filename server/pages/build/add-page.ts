/** `/build/drafts/<key>/add`: the figures for which there is data, each as it is now, to be ticked. */
import { html, type Markup } from '../../../components/view/html.js';
import { headView } from '../../../components/view/head.js';
import type { MetricDefinition, Subject } from '../../store/subject.js';
import { textIn } from '../../metrics/definitions.js';
import { nameOf } from '../../wording/names.js';
import { inputHtml } from '../frame/fields.js';
import { redirect } from '../frame/answers.js';
import { hrefTo } from '../frame/site.js';
import { sparkline } from '../frame/sparkline.js';
import { type Card, readCards } from '../subject/cards.js';
import { hasWords } from '../../engine/service-list.js';
import type { UploadAnswer, UploadForm } from '../upload/answers.js';
import { csrfHtml } from '../upload/words.js';
import { addModules, changed, wantedOf } from './actions.js';
import type { BuildQuestion } from './answers.js';
import { parseDraft, writeDraft } from './draft.js';
import { draftIn } from './edit-draft.js';
import { metricsToAdd, splitsWithData } from './picked-metrics.js';
import { buildAnswer, draftPath, draftTitle, labelOf, splitName, subjectIn } from './words.js';

/** So many are read at a time. */
const MOST_SHOWN = 40;

/** Boxes of one figure share a name. */
const ADD = 'add ';
const addName = ({ key }: MetricDefinition): string => ADD + key;

function itemHtml({ metric, data, values }: Card, splits: readonly string[]): Markup {
  const { headline, freshness } = headView(data, { lang: 'en' });
  const label = labelOf(metric);
  return html`<li class="app-pick">
    <fieldset class="app-pick__choices">
      <legend class="app-pick__name">${label}</legend>
      <p class="app-pick__what">${textIn(metric.texts.description, 'en')}</p>
      <label class="app-check"
        ><input type="checkbox" name="${addName(metric)}" value="${metric.key}" />
        <span>As a whole</span></label
      >
      ${splits.map(
        (by) =>
          html`<label class="app-check"
            ><input type="checkbox" name="${addName(metric)}" value="${metric.key} by ${by}" />
            <span>By ${splitName(by).toLowerCase()}</span></label
          >`,
      )}
    </fieldset>
    <div class="app-pick__now">
      ${
        headline
          ? html`<p class="app-card__figure${headline.isMissing && ' app-card__figure--missing'}">
              <strong class="app-card__value">${headline.value}</strong>
              <span class="app-card__period">${headline.period}</span>
            </p>`
          : html`<p class="app-card__note">No figure yet</p>`
      }
      ${sparkline(values)} ${freshness && html`<p class="app-card__note">${freshness}</p>`}
    </div>
  </li>`;
}

async function listHtml(
  subject: Subject,
  metrics: readonly MetricDefinition[],
  question: BuildQuestion,
): Promise<Markup> {
  const shown = metrics.slice(0, MOST_SHOWN);
  const cards = await readCards(subject, shown, question);
  return html`<ul class="app-picks">
      ${cards.map((card) => itemHtml(card, splitsWithData(subject, card.metric, question)))}
    </ul>
    ${
      metrics.length > shown.length &&
      html`<p class="govuk-body">
        These are the first ${shown.length} of ${metrics.length}: look for others by their name.
      </p>`
    }`;
}

async function show(question: BuildQuestion, problem?: string): Promise<UploadAnswer> {
  const { site, session, query, reading } = question;
  const stored = await draftIn(question);
  const draft = parseDraft(stored.content);
  const subject = subjectIn(reading.catalogue, draft.words.subject);
  const href = hrefTo(site);
  const path = draftPath(stored.key);
  const section = query.get('section') ?? '0';
  const text = (query.get('text') ?? '').trim();
  const all = subject ? metricsToAdd(subject, question) : [];
  const metrics = all.filter((metric) => text === '' || hasWords(`${labelOf(metric)} ${metric.key}`, text));
  const main = html`${
      problem !== undefined &&
      html`<div class="govuk-error-summary" role="alert" aria-labelledby="error-title" tabindex="-1">
        <h2 class="govuk-error-summary__title" id="error-title">There is a problem</h2>
        <p class="govuk-body">${problem}</p>
      </div>`
    }
    <h1 class="govuk-heading-xl">Add figures</h1>
    ${
      subject
        ? html`<p class="govuk-body">
            These are the figures for which ${nameOf(subject, 'en')} has data. Tick as many as you like.
          </p>`
        : html`<p class="app-notice govuk-body">
            Say first what the dashboard is about:
            <a class="govuk-link" href="${href(path)}">go back to it</a>.
          </p>`
    }
    ${
      subject &&
      html`<form
          class="app-fields app-fields--apart"
          role="search"
          aria-label="Find a figure"
          method="get"
          action="${href(`${path}/add`)}"
        >
          <input type="hidden" name="section" value="${section}" />
          ${inputHtml('text', 'Words of its name', text, { type: 'search' })}
          <button class="govuk-button govuk-button--secondary app-button" type="submit">Find</button>
        </form>
        <form aria-label="Add figures" method="post" action="${href(`${path}/add`)}">
          ${csrfHtml(session)}
          <input type="hidden" name="base" value="${stored.updatedAt}" />
          <input type="hidden" name="section" value="${section}" />
          ${
            metrics.length > 0
              ? await listHtml(subject, metrics, question)
              : html`<p class="app-notice govuk-body">
                  ${text === '' ? 'Nothing was published of it yet.' : `No figure has “${text}” in its name.`}
                </p>`
          }
          <div class="app-buttons">
            <button class="govuk-button" type="submit">Add them</button>
          </div>
        </form>`
    }
    <p class="govuk-body"><a class="govuk-link" href="${href(path)}">Back without adding any</a></p>`;
  return buildAnswer(question, {
    title: 'Add figures',
    main,
    crumbs: [{ text: draftTitle(draft), path }],
    status: problem === undefined ? 200 : 422,
  });
}

export const addPage = (question: BuildQuestion): Promise<UploadAnswer> => show(question);

export async function addFigures(question: BuildQuestion, { fields }: UploadForm): Promise<UploadAnswer> {
  const wanted = [...fields].flatMap(([name, value]) => (name.startsWith(ADD) ? [wantedOf(value)] : []));
  if (wanted.length === 0) {
    const query = new URLSearchParams({ section: fields.get('section') ?? '0' });
    return show({ ...question, query }, 'Tick at least one figure.');
  }
  const stored = await draftIn(question);
  // What is added stands beside whatever was changed elsewhere meanwhile.
  const { draft, at } = addModules(parseDraft(stored.content), Number(fields.get('section')), wanted);
  const content = writeDraft(draft);
  const history = changed(stored.history, stored.content, content, false);
  const kept = await question.building.keepDraft(stored, {
    baseVersion: stored.baseVersion,
    content,
    history,
  });
  return redirect(`${draftPath(kept.key)}${at === undefined ? '' : `#${at}`}`, 303);
}
