/** What was corrected in the data behind a figure, when, and how it was before. */
import { InputError } from '../../errors.js';
import type { Correction } from '../../engine/corrections.js';
import type { ModuleRange } from '../../modules/module-question.js';
import { textIn } from '../../metrics/definitions.js';
import { subjectPath } from '../../../components/formatting/paths.js';
import { formatDay, formatRange } from '../../../components/formatting/periods.js';
import { html, type Markup } from '../../../components/view/html.js';
import type { PageQuestion } from '../frame/answers.js';
import { queryOf } from './figure-query.js';
import type { AddressedFigure } from './addressed-figure.js';
import { hrefTo } from '../frame/site.js';
import { count } from '../frame/texts.js';

/** Maximum number that is listed; older ones are found by asking for values as of a day. */
const MOST = 10;

/** The instant before a submission came. */
const before = (receivedAt: string): string => new Date(Date.parse(receivedAt) - 1).toISOString();

const section = (content: Markup): Markup =>
  html`<section aria-labelledby="corrections">
    <h2 class="govuk-heading-l" id="corrections">Corrections</h2>
    ${content}
  </section>`;

export async function correctionsSection(
  figure: AddressedFigure,
  range: ModuleRange,
  { reading, site }: PageQuestion,
): Promise<Markup | null> {
  const { subject, metric } = figure;
  const corrections = await reading.corrections(subject, metric, MOST).catch((error: unknown) => {
    if (error instanceof InputError) return null;
    throw error;
  });
  if (!corrections) {
    return section(
      html`<p class="govuk-body">Values behind this figure were replaced too often to list them.</p>`,
    );
  }
  if (!corrections.length) return null;
  const facts = await reading.submissions(corrections.map(({ submission }) => submission));
  const href = hrefTo(site);
  const item = ({ submission, service, measure, values, start, end }: Correction): Markup => {
    const { receivedAt, source } = facts.get(submission)!;
    const label = textIn(reading.catalogue.measure(measure)!.texts.label, 'en').toLowerCase();
    const then = href(`${figure.path}${queryOf({ ...range, asOf: before(receivedAt) })}`);
    const whose =
      subject.kind === 'SERVICE'
        ? ''
        : html` of
            <a class="govuk-link" href="${href(subjectPath({ kind: 'SERVICE', slug: service.slug }))}"
              >${textIn(service.texts.name, 'en')}</a
            >`;
    return html`<li>
      <strong>${formatDay(receivedAt)}</strong>: ${count(values, 'value')} of ${label}${whose},
      ${formatRange(start, end)}. From ${source}.
      <a class="govuk-link app-online" href="${then}"
        >Show the figure as it was before<span class="govuk-visually-hidden">
          the correction of ${formatDay(receivedAt)}</span
        ></a
      >
    </li>`;
  };
  return section(
    html`<p class="govuk-body">
        Values behind this figure that were replaced by later deliveries, newest first.
      </p>
      <ul class="app-corrections">
        ${corrections.map(item)}
      </ul>`,
  );
}
