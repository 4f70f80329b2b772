/** `/data/`: everything public as files to take along, what their columns mean, and under which terms. */
import { nameOf } from '../../wording/names.js';
import { describeColumns, type ColumnDescription } from '../../export/dictionary.js';
import { dataFiles, type DataFile } from '../../export/files.js';
import type { Reading } from '../../loaders/reading.js';
import { textIn } from '../../metrics/definitions.js';
import { html, type Markup } from '../../../components/view/html.js';
import { pageAnswer, type PageAnswer, type PageQuestion } from '../frame/answers.js';
import { licenceHtml, page } from '../frame/layout.js';
import { API_PATH, hrefTo, STATEMENT, type Site } from '../frame/site.js';
import { boxed, tableHtml, type TableColumn } from '../frame/table.js';
import { count } from '../frame/texts.js';

const TITLES: Record<DataFile['kind'], string> = {
  organisations: 'Organisations',
  services: 'Services',
  groups: 'Groups of services',
  measures: 'Measures',
  'data-sets': 'Data sets',
  targets: 'Targets',
  annotations: 'Remarks and breaks',
  measurements: 'Measurements',
};

const USES: Partial<Record<DataFile['kind'], string>> = {
  organisations: 'departments and agencies, and what belongs to what',
  services: 'what people use, with its address, notes and organisation',
  groups: 'services that belong together',
  measures: 'what is recorded, with its unit and what divides it',
  'data-sets': 'one measure of one service: how often it comes, from where',
  targets: 'what figures should reach',
  annotations: 'what readers should know about a stretch of time',
};

function filesHtml(files: readonly DataFile[], { reading, site }: PageQuestion): Markup {
  const text = ({ kind, organisation, services = 0 }: DataFile): string =>
    organisation
      ? `${count(services, 'service')} of ${nameOf(reading.catalogue.subject('ORGANISATION', organisation)!, 'en')}`
      : (USES[kind] ?? '');
  return html`<ul class="app-files">
    ${files.map(
      (file) =>
        html`<li>
          <a class="govuk-link app-break" href="${hrefTo(site)(`/data/${file.name}.csv.gz`)}" download
            >${file.name}.csv.gz</a
          >
          <span class="app-muted">${text(file)}</span>
        </li>`,
    )}
  </ul>`;
}

/** What a row is named by is written as it stands in files. */
const code = (text: string): Markup => html`<code class="app-break">${text}</code>`;

const DICTIONARY: TableColumn<ColumnDescription>[] = [
  { label: 'Column', cell: ({ name }) => code(name) },
  { label: 'What it holds', cell: ({ text }) => boxed(text) },
  {
    label: 'Filled',
    cell: ({ isAlwaysFilled }) => boxed(isAlwaysFilled ? 'always' : 'where there is something to say'),
  },
];

function dictionaryHtml(): Markup {
  return html`<section aria-labelledby="dictionary">
    <h2 class="govuk-heading-l" id="dictionary">What the columns mean</h2>
    ${(Object.keys(TITLES) as DataFile['kind'][]).map(
      (kind) =>
        html`<details class="app-more">
          <summary class="app-more__summary">${TITLES[kind]}</summary>
          ${tableHtml({
            caption: `Columns of ${TITLES[kind].toLowerCase()}`,
            isSmall: true,
            columns: DICTIONARY,
            rows: describeColumns(kind),
          })}
        </details>`,
    )}
  </section>`;
}

function measuresHtml({ catalogue }: Reading): Markup {
  const used = new Set(
    catalogue.services.flatMap(({ id }) => catalogue.dataSetsOf(id).map(({ facts }) => facts.measure)),
  );
  if (!used.size) return html``;
  const rows = [...used].sort().map((key) => catalogue.measure(key)!);
  const columns: TableColumn<(typeof rows)[number]>[] = [
    { label: 'Measure', cell: ({ key }) => code(key) },
    { label: 'Name', cell: ({ texts }) => boxed(textIn(texts.label, 'en')) },
    { label: 'Unit', cell: ({ unit }) => boxed(unit) },
    { label: 'Adds up as', cell: ({ aggregation }) => boxed(aggregation) },
    {
      label: 'Divided by',
      cell: ({ dimensions }) => {
        const divided = dimensions.map(({ name, values }) => (values ? `${name}: ${values.join(', ')}` : name));
        return divided.length > 0 && boxed(divided.join('; '));
      },
    },
  ];
  return html`<section aria-labelledby="measures">
    <h2 class="govuk-heading-l" id="measures">What is measured</h2>
    ${tableHtml({ caption: 'Measures', isSmall: true, columns, rows })}
  </section>`;
}

function useHtml(files: readonly DataFile[], site: Site): Markup {
  const first = files.filter(({ kind }) => kind === 'measurements')[0]?.name ?? 'measurements-dwp';
  const commands = [
    'npx perfplat migrate up',
    'npx perfplat import --organisations organisations.csv --services services.csv --groups groups.csv \\',
    '  --measures measures.csv --data-sets data-sets.csv --targets targets.csv --annotations annotations.csv \\',
    `  --measurements ${first}.csv`,
  ];
  return html`<section aria-labelledby="use">
    <h2 class="govuk-heading-l" id="use">Use them</h2>
    <p class="govuk-body">
      The files are CSV (UTF-8) packed with gzip. They are in the format of the import, so whoever runs this
      platform can load them again, after unpacking, and gets the same figures:
    </p>
    <pre class="app-code app-code--block"><code>${commands.join('\n')}</code></pre>
    <p class="govuk-body">
      For one figure take its own files, from its page. For a question of your own ask the
      <a class="govuk-link" href="${hrefTo(site)(API_PATH)}">GraphQL API</a>.
    </p>
  </section>`;
}

export function dataPage(question: PageQuestion): PageAnswer {
  const { site, reading } = question;
  const files = dataFiles(reading);
  const main = html`<h1 class="govuk-heading-xl">Data</h1>
    <p class="govuk-body-l">
      Everything that is published here, in files to take along: version
      ${reading.dataVersion.toLocaleString('en-GB')} of the data.
    </p>
    <p class="govuk-body">
      You may use it under the ${licenceHtml(site.licence)}, except where a data set says otherwise.
      ${STATEMENT}. Counts so small that they could tell of a person are not in the files, and neither is what
      has not been published yet.
    </p>
    <section aria-labelledby="files">
      <h2 class="govuk-heading-l" id="files">Files</h2>
      ${filesHtml(
        files.filter(({ kind }) => kind !== 'measurements'),
        question,
      )}
      <h3 class="govuk-heading-m">Measurements, by department</h3>
      ${filesHtml(
        files.filter(({ kind }) => kind === 'measurements'),
        question,
      )}
      <p class="govuk-body">
        Each service’s page has its own measurements. A file that has not changed answers with 304 to whoever
        sends its <code>ETag</code>.
      </p>
    </section>
    ${useHtml(files, site)} ${dictionaryHtml()} ${measuresHtml(reading)}`;
  return pageAnswer(
    page(site, {
      title: 'Data',
      description:
        'All public performance data as files: organisations, services, data sets and measurements, with a data dictionary.',
      path: '/data/',
      section: 'data',
      main,
    }),
  );
}
