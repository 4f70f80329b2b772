/** How a figure was made: each service, used or left out and why, with the observations behind it. */
import type { ModuleRange } from '../../modules/module-question.js';
import { serviceSubject } from '../../store/subject.js';
import type { FigureAnswer } from '../../engine/evaluation.js';
import type { SubmissionFacts } from '../../store/submission-log.js';
import type { WorkingObservation, WorkingRow } from '../../engine/working.js';
import { textIn } from '../../metrics/definitions.js';
import { formatDay, formatPeriod } from '../../../components/formatting/periods.js';
import { whyLeftOut } from '../../wording/left-out.js';
import { formatCell, formatMissing } from '../../../components/formatting/missing.js';
import { digits, round } from '../../../components/formatting/digits.js';
import { figurePath } from '../../../components/formatting/paths.js';
import { declaredLabels, valueLabel } from '../../wording/value-labels.js';
import type { Period } from '../../../components/formatting/types.js';
import { html, type Markup } from '../../../components/view/html.js';
import type { PageQuestion } from '../frame/answers.js';
import { calculationHtml } from './figure-notes.js';
import { queryOf } from './figure-query.js';
import type { AddressedFigure } from './addressed-figure.js';
import { hrefTo } from '../frame/site.js';
import { boxed, tableHtml, tableInBox, type TableColumn } from '../frame/table.js';
import { count } from '../frame/texts.js';

const number = (value: number | null): string => (value === null ? '' : digits(round(value, 2), 'en'));

type Facts = ReadonlyMap<number, SubmissionFacts>;

/** What the tables are written from, besides their rows. */
interface Sources {
  figure: AddressedFigure;
  /** Of the submissions that the values came with. */
  facts: Facts;
  question: PageQuestion;
}

/** The values of one service, as they came. */
function observationsHtml(row: WorkingRow, { facts, question }: Sources): Markup {
  const { catalogue } = question.reading;
  const unitOf = (measure: string): 'count' | '£' | 's' => {
    const unit = catalogue.measure(measure)?.unit;
    return unit === '£' || unit === 's' ? unit : 'count';
  };
  const columns: TableColumn<WorkingObservation>[] = [
    {
      label: 'What',
      cell: ({ measure, dimensions }) => {
        const dataSet = catalogue.dataSet(row.service.id, measure)?.entity;
        const labels = Object.entries(dimensions).map(([name, value]) => {
          const declared = dataSet && declaredLabels([dataSet], name, 'en').get(value);
          return declared ?? valueLabel(value);
        });
        return [valueLabel(measure), ...labels].join(', ');
      },
    },
    {
      label: 'Period',
      cell: ({ recorded, start, end }) =>
        boxed(formatPeriod({ period: recorded.toUpperCase() as Period, start, end })),
    },
    {
      label: 'Value',
      isNumber: true,
      cell: ({ value, status, flags, measure }) =>
        boxed(
          value === null
            ? formatMissing(status, {}, 'en')
            : formatCell({ value, status, flags }, unitOf(measure), {}, 'en'),
        ),
    },
    {
      label: 'Received',
      cell: ({ submission }) => {
        const received = facts.get(submission)?.receivedAt;
        return boxed(received && formatDay(received));
      },
    },
    { label: 'From', className: 'app-break', cell: ({ submission }) => boxed(facts.get(submission)?.source) },
  ];
  const caption = `Values of ${textIn(row.service.texts.name, 'en')}`;
  return tableHtml({ caption, isSmall: true, columns, rows: row.observations });
}

interface Columns {
  /** Numerator and denominator, where the formula has them. */
  hasParts: boolean;
}

/** The window, or the range, that the working is of. */
const shownOf = ({ answer: { series } }: AddressedFigure): FigureAnswer | null =>
  series.ofRange ?? series.latest;

function rowHtml(row: WorkingRow, { hasParts }: Columns, sources: Sources): Markup {
  const { figure, question } = sources;
  const { metric, answer } = figure;
  const name = textIn(row.service.texts.name, 'en');
  const path = figurePath(serviceSubject(row.service), metric.key);
  const { period } = answer.series.question;
  const href = hrefTo(question.site)(`${path}${queryOf({ period })}`);
  const n = row.observations.length;
  return html`<tr>
    <th scope="row" class="app-table__name"><a class="govuk-link" href="${href}">${name}</a></th>
    <td>
      ${row.isUsed ? 'Used' : html`<span class="app-muted">${whyLeftOut(row, shownOf(figure)!.period)}</span>`}
    </td>
    ${
      hasParts &&
      html`<td class="app-table__number">${number(row.numerator)}</td>
        <td class="app-table__number">${number(row.denominator)}</td>`
    }
    <td class="app-table__number">${row.value === null ? '' : valueText(row, figure)}</td>
    <td class="app-table__observations">
      ${
        n > 0 &&
        html`<details>
          <summary class="app-more__summary">
            ${count(n, 'value')}<span class="govuk-visually-hidden"> of ${name}</span>
          </summary>
          ${observationsHtml(row, sources)}
        </details>`
      }
    </td>
  </tr>`;
}

/** Sums in full, so that the column adds up; everything else as readers know it. */
function valueText(
  { value, status, isLowerBound }: Pick<WorkingRow, 'value' | 'status' | 'isLowerBound'>,
  { metric, data }: AddressedFigure,
): string {
  if (metric.formula.kind === 'total') return number(value);
  const options = { metric: metric.key, isLowerBound };
  return formatCell({ value, status, flags: [] }, data.series!.unit, options, 'en');
}

/** The columns of the services that are used add up to this. */
function sumHtml(
  answer: FigureAnswer,
  rows: readonly WorkingRow[],
  { hasParts }: Columns,
  figure: AddressedFigure,
): Markup {
  const used = rows.filter(({ isUsed }) => isUsed).length;
  return html`<tfoot>
    <tr class="app-table__sum">
      <th scope="row">${count(used, 'service')} used, together</th>
      <td></td>
      ${
        hasParts &&
        html`<td class="app-table__number">${number(answer.numerator)}</td>
          <td class="app-table__number">${number(answer.denominator)}</td>`
      }
      <td class="app-table__number">${answer.value === null ? '' : valueText(answer, figure)}</td>
      <td></td>
    </tr>
  </tfoot>`;
}

function portfolioTable(answer: FigureAnswer, rows: readonly WorkingRow[], sources: Sources): Markup {
  const { figure } = sources;
  const columns = { hasParts: rows.some(({ denominator }) => denominator !== null) };
  const caption = `Services in ${figure.data.metric!.label.toLowerCase()}, ${formatPeriod(answer.period)}`;
  const content = html`<thead>
      <tr>
        <th scope="col">Service</th>
        <th scope="col">Used or left out</th>
        ${
          columns.hasParts &&
          html`<th scope="col" class="app-table__number">Numerator</th>
            <th scope="col" class="app-table__number">Denominator</th>`
        }
        <th scope="col" class="app-table__number">Value</th>
        <th scope="col">Values behind it</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map((row) => rowHtml(row, columns, sources))}
    </tbody>
    ${sumHtml(answer, rows, columns, figure)}`;
  return tableInBox(caption, 'app-working', content);
}

function summaryHtml(
  answer: FigureAnswer,
  rows: readonly WorkingRow[],
  figure: AddressedFigure,
  { assembler }: PageQuestion,
): Markup {
  const used = rows.filter(({ isUsed }) => isUsed).length;
  const left = rows.length - used;
  const services =
    figure.subject.kind === 'SERVICE'
      ? ''
      : ` ${count(used, 'service')} ${used === 1 ? 'is' : 'are'} in it${left ? `, ${left.toLocaleString('en-GB')} ${left === 1 ? 'is' : 'are'} left out` : ''}.`;
  return html`<p class="govuk-body-l">
    ${formatPeriod(answer.period)}: <strong>${assembler.figure(answer).formatted}</strong>.${services}
  </p>`;
}

export async function workingHtml(
  figure: AddressedFigure,
  range: ModuleRange,
  question: PageQuestion,
): Promise<Markup> {
  const { subject } = figure;
  const { reading, site } = question;
  const answer = shownOf(figure);
  const back = hrefTo(site)(`${figure.path}${queryOf(range)}`);
  const link = html`<p class="govuk-body"><a class="govuk-link" href="${back}">Back to the figure</a></p>`;
  if (!answer)
    return html`<p class="app-notice govuk-body">There is no figure to show the working of.</p>
      ${link}`;
  const rows = await reading.working(answer);
  const facts = await reading.submissions(
    rows.flatMap(({ observations }) => observations.map(({ submission }) => submission)),
  );
  const sources = { figure, facts, question };
  const table =
    subject.kind === 'SERVICE' ? observationsHtml(rows[0], sources) : portfolioTable(answer, rows, sources);
  return html`${summaryHtml(answer, rows, figure, question)} ${calculationHtml(figure)}
  ${subject.kind === 'SERVICE' && !rows[0].observations.length ? html`<p class="app-notice govuk-body">${whyLeftOut(rows[0], answer.period)}</p>` : table}
  ${link}`;
}
