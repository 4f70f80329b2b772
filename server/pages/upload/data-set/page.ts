/** `/upload/services/SLUG/data-sets/MEASURE`: what a data set says of itself, what is remarked of it, its deliveries. */
import type { RowProblem } from '../../../ingest/requests/row-numbers.js';
import { serviceSubject, type Service } from '../../../store/subject.js';
import type { DataSetDelivery } from '../../../store/submission-log.js';
import { figurePath } from '../../../../components/formatting/paths.js';
import { formatInstant } from '../../../../components/formatting/periods.js';
import { html, type HtmlPart, type Markup } from '../../../../components/view/html.js';
import { idOf } from '../../frame/fields.js';
import { hrefTo } from '../../frame/site.js';
import { tableHtml } from '../../frame/table.js';
import { count } from '../../frame/texts.js';
import type { SignedInQuestion, UploadAnswer } from '../answers.js';
import {
  dataSetPath,
  errorsHtml,
  measureName,
  receiptPath,
  serviceName,
  uploadAnswer,
  crumbsOf,
} from '../words.js';
import { dimensionsOf } from './categories.js';
import { reachedDataSet } from './reached.js';
import { remarksHtml } from './remarks.js';
import type { Settings } from './settings.js';
import { settingsHtml } from './settings-form.js';
import { withdrawHtml } from './withdrawal.js';

interface Shown {
  /** What stands in the fields, where it is not what is stored. */
  values?: Settings;
  /** By the names of fields. */
  errors?: Settings;
  /** What was typed of a remark that was not added. */
  remark?: URLSearchParams;
  /** Above everything. */
  problems?: HtmlPart[];
}

function historyHtml(
  deliveries: readonly DataSetDelivery[],
  /** Its address; null where readers do not see it. */
  figure: string | null,
  { site }: SignedInQuestion,
): Markup {
  const href = hrefTo(site);
  return html`<section aria-labelledby="history">
    <h2 class="govuk-heading-l" id="history">Deliveries</h2>
    ${
      deliveries.length === 0
        ? html`<p class="govuk-body">Nothing was delivered yet.</p>`
        : tableHtml<DataSetDelivery>({
            caption: 'Deliveries of numbers, the newest first',
            isSmall: true,
            columns: [
              {
                label: 'Delivery',
                cell: ({ id, isOwn }) =>
                  isOwn ? html`<a class="govuk-link" href="${href(receiptPath(id))}">${id}</a>` : String(id),
              },
              { label: 'Received', cell: ({ receivedAt }) => formatInstant(receivedAt) },
              { label: 'From', cell: ({ source }) => source },
              { label: 'Numbers', isNumber: true, cell: ({ values }) => values.toLocaleString('en-GB') },
              ...(figure === null
                ? []
                : [
                    {
                      label: 'The figure as it was then',
                      cell: ({ id, receivedAt }: DataSetDelivery) =>
                        html`<a
                          class="govuk-link"
                          href="${href(`${figure}?as-of=${encodeURIComponent(receivedAt)}`)}"
                          >After delivery ${id}</a
                        >`,
                    },
                  ]),
            ],
            rows: deliveries,
          })
    }
  </section>`;
}

export async function showDataSet(question: SignedInQuestion, shown: Shown): Promise<UploadAnswer> {
  const { site, session, query, publishing } = question;
  const reached = reachedDataSet(question);
  const { service, entity, name } = reached;
  const path = dataSetPath(service, entity.measureKey);
  const figure = figurePath(serviceSubject(service), entity.measureKey);
  const { problems = [], errors = {} } = shown;
  const isDraft = entity.state === 'draft';
  const links = Object.entries(errors).map(
    ([field, message]) => html`<a href="#${idOf(field)}">${message}</a>`,
  );
  const main = html`${errorsHtml([...problems, ...links])}
    ${
      query.has('saved') &&
      html`<div class="app-notice" role="status">
        <p class="govuk-body">
          Saved. ${isDraft ? 'Readers do not see it while it is a draft.' : 'It is shown from now on.'}
        </p>
      </div>`
    }
    <span class="govuk-caption-xl">${serviceName(service)}</span>
    <h1 class="govuk-heading-xl">${name}</h1>
    <p class="govuk-body">
      ${
        isDraft
          ? 'This is a draft: readers do not see it, nor that there is one.'
          : html`<a class="govuk-link" href="${hrefTo(site)(figure)}">What readers see of it</a>`
      }
    </p>
    ${settingsHtml(
      { entity, dimensions: await dimensionsOf(reached, question), ...shown },
      hrefTo(site)(path),
      question,
    )}
    ${remarksHtml(reached, question, shown.remark)}
    ${historyHtml(await publishing.deliveriesOf(entity.id), isDraft ? null : figure, question)}
    ${withdrawHtml(reached, question)}`;
  const status = problems.length + links.length > 0 ? 422 : 200;
  return uploadAnswer(site, {
    title: `${name} of ${serviceName(service)}`,
    main,
    session,
    crumbs: crumbsOf(service),
    status,
  });
}

export const dataSetPage = (question: SignedInQuestion): Promise<UploadAnswer> => showDataSet(question, {});

/**
 * What is wrong by the names of fields; what is of none of them stands above.
 * @param fieldOf the field in which a column of the import's file is shown
 */
export function problemsOf(
  errors: readonly RowProblem[],
  fieldOf: (column: string) => string | undefined,
): Pick<Shown, 'errors' | 'problems'> {
  const beside: Record<string, string> = {};
  const problems: string[] = [];
  for (const { column, message } of errors) {
    const field = column === null ? undefined : fieldOf(column);
    // Beside a field its name in files says nothing.
    if (field !== undefined) beside[field] = message.replace(`${column}: `, '');
    else problems.push(message);
  }
  return { errors: beside, problems };
}

/** The data sets of a service, with the way to what each says of itself. */
export function dataSetsHtml(
  service: Service,
  measures: ReadonlySet<string> | null,
  { reading, site }: SignedInQuestion,
): Markup | false {
  const entries = reading.catalogue
    .dataSetsOf(service.id)
    .filter(({ facts }) => measures?.has(facts.measure) ?? true);
  if (entries.length === 0) return false;
  return html`<h2 class="govuk-heading-l">What the numbers are</h2>
    <p class="govuk-body">
      Where they come from, how they are made, breaks and outages, and what was delivered:
      ${count(entries.length, 'data set')}.
    </p>
    <ul class="govuk-list govuk-list--bullet">
      ${entries.map(
        ({ entity }) =>
          html`<li>
            <a class="govuk-link" href="${hrefTo(site)(dataSetPath(service, entity.measureKey))}"
              >${measureName(reading.catalogue, entity.measureKey)}</a
            >${entity.state === 'draft' && ' (draft, not published)'}
          </li>`,
      )}
    </ul>`;
}
