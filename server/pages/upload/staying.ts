/** What stays of a delivery that was taken back: what later ones have changed, and what others need. */
import type { CatalogueKind } from '../../submissions/catalogue-tables.js';
import type { Staying, StayingRow } from '../../submissions/undo/staying.js';
import { html, type Markup } from '../../../components/view/html.js';
import { tableHtml } from '../frame/table.js';
import { count } from '../frame/texts.js';
import type { SignedInQuestion } from './answers.js';
import { measureName, periodWords, serviceName, splitWords } from './words.js';

/** Whether it was taken back in part, to stand behind that it was; null where it was not. */
export const inPart = (staying: Staying | null): string =>
  staying !== null && staying.left.length + staying.rows.length > 0 ? ' in part' : '';

const KINDS: Record<CatalogueKind, string> = {
  organisations: 'organisation',
  services: 'service',
  groups: 'group',
  measures: 'measure',
  'data-sets': 'data set',
  metrics: 'metric',
  targets: 'target',
  annotations: 'remark',
  aliases: 'old slug',
};

function dataSetName(slug: string, measure: string, { reading }: SignedInQuestion): string {
  const service = reading.catalogue.service(slug);
  return `${measureName(reading.catalogue, measure)} of ${service ? serviceName(service) : slug}`;
}

function rowWords({ kind, name, reason }: StayingRow, question: SignedInQuestion): string {
  const [service, measure] = name.split(' ');
  const shown = kind === 'data-sets' ? dataSetName(service, measure, question) : name;
  return `The ${KINDS[kind]} ${shown} stays: ${reason}.`;
}

/** False where nothing stays. */
export function stayingHtml(staying: Staying, question: SignedInQuestion): Markup | false {
  if (inPart(staying) === '') return false;
  const { left, moreLeft, rows } = staying;
  const all = left.length + moreLeft;
  return html`<section aria-labelledby="stays">
    <h2 class="govuk-heading-l" id="stays">What stays as it is</h2>
    ${
      rows.length > 0 &&
      html`<ul class="govuk-list govuk-list--bullet">
        ${rows.map((row) => html`<li>${rowWords(row, question)}</li>`)}
      </ul>`
    }
    ${
      all > 0 &&
      html`<p class="govuk-body">
          ${all === 1 ? '1 number stays, for a later delivery has changed it.' : `${count(all, 'number')} stay, for later deliveries have changed them.`}
        </p>
        ${tableHtml<Staying['left'][number]>({
          caption: 'Numbers that stay',
          isSmall: true,
          columns: [
            { label: 'Data set', cell: ({ service, measure }) => dataSetName(service, measure, question) },
            { label: 'Period', cell: periodWords },
            { label: 'Split', cell: ({ dimensions }) => splitWords(dimensions) },
            { label: 'Changed by', cell: ({ changedBy }) => `Delivery ${changedBy}` },
          ],
          rows: left,
        })}
        ${moreLeft > 0 && html`<p class="govuk-body">And ${count(moreLeft, 'more number', 'more numbers')}.</p>`}`
    }
  </section>`;
}
