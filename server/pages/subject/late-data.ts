/** What is late, in short: the services that have kept readers waiting, the longest wait first. */
import type { DataSetFreshness } from '../../engine/freshness.js';
import { serviceSubject, type Service, type Subject } from '../../store/subject.js';
import { textIn } from '../../metrics/definitions.js';
import { formatFreshness } from '../../wording/freshness.js';
import { subjectPath } from '../../../components/formatting/paths.js';
import { html, type Markup } from '../../../components/view/html.js';
import type { PageQuestion } from '../frame/answers.js';
import { hrefTo } from '../frame/site.js';
import { count } from '../frame/texts.js';

/** So many services are named; the status page has them all. */
const MOST = 5;

/** Late data sets by service, the one that is late since the earliest day first. */
function lateServices(states: readonly DataSetFreshness[]): [Service, DataSetFreshness[]][] {
  const late = states
    .filter(({ freshness }) => freshness.state === 'LATE')
    .sort((a, b) => ((a.freshness.expectedBy ?? '') < (b.freshness.expectedBy ?? '') ? -1 : 1));
  const byService = new Map<Service, DataSetFreshness[]>();
  for (const state of late) byService.set(state.service, [...(byService.get(state.service) ?? []), state]);
  return [...byService];
}

/** Nothing for a subject without data; that nothing is late is worth a sentence. */
export async function lateDataHtml(
  subject: Subject,
  { reading, site }: PageQuestion,
): Promise<Markup | null> {
  const states = reading.dataSetStates(subject.services);
  if (!states.length) return null;
  const href = hrefTo(site);
  const late = lateServices(states);
  const status =
    subject.kind === 'ORGANISATION' ? `/status?organisation=${encodeURIComponent(subject.slug)}` : '/status';
  const measureOf = ({ dataSet }: DataSetFreshness): string =>
    textIn(reading.catalogue.measure(dataSet.measure)!.texts.label, 'en');
  return html`<section aria-labelledby="late">
    <h2 class="govuk-heading-l" id="late">Late data</h2>
    ${
      late.length
        ? html`<p class="govuk-body">
              ${count(late.length, 'service')} ${late.length === 1 ? 'has' : 'have'} not published in time.
            </p>
            <ul class="app-late">
              ${late.slice(0, MOST).map(
                ([service, [first, ...rest]]) =>
                  html`<li>
                    <a class="govuk-link" href="${href(subjectPath(serviceSubject(service)))}"
                      >${textIn(service.texts.name, 'en')}</a
                    >
                    <span class="app-late__what"
                      >${measureOf(first)}.
                      ${formatFreshness(first.freshness, reading.now.toISOString())}${
                        rest.length > 0 && html`; ${count(rest.length, 'more data set')}`
                      }</span
                    >
                  </li>`,
              )}
            </ul>`
        : html`<p class="govuk-body">
            Nothing is late: ${count(states.length, 'data set')} came when expected.
          </p>`
    }
    <p class="govuk-body">
      <a class="govuk-link" href="${href(status)}"
        >Status of all data${subject.kind === 'ORGANISATION' && ' here'}</a
      >
    </p>
  </section>`;
}
