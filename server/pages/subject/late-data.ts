/** What is late, in short: the services that have kept readers waiting, the longest wait first. */
import type { DataSetFreshness } from '../../engine/freshness.js';
import { serviceSubject, type Service, type Subject } from '../../store/subject.js';
import { textIn } from '../../metrics/definitions.js';
import { subjectPath } from '../../../components/formatting/paths.js';
import { html, type Markup } from '../../../components/view/html.js';
import type { PageQuestion } from '../frame/answers.js';
import { hrefTo } from '../frame/site.js';
import { count } from '../frame/texts.js';

/** So many services are named; the status page has them all. */
const MOST = 5;

type ByService = [Service, DataSetFreshness[]][];

/** Data sets in a state by service, the one that was due the earliest first. */
function servicesIn(state: 'LATE' | 'STOPPED', states: readonly DataSetFreshness[]): ByService {
  const found = states
    .filter(({ freshness }) => freshness.state === state)
    .sort((a, b) => ((a.freshness.expectedBy ?? '') < (b.freshness.expectedBy ?? '') ? -1 : 1));
  const byService = new Map<Service, DataSetFreshness[]>();
  for (const each of found) byService.set(each.service, [...(byService.get(each.service) ?? []), each]);
  return [...byService];
}

function listHtml(services: ByService, { reading, assembler, site }: PageQuestion): Markup {
  const measureOf = ({ dataSet }: DataSetFreshness): string =>
    textIn(reading.catalogue.measure(dataSet.measure)!.texts.label, 'en');
  return html`<ul class="app-late">
    ${services.slice(0, MOST).map(
      ([service, [first, ...rest]]) =>
        html`<li>
          <a class="govuk-link" href="${hrefTo(site)(subjectPath(serviceSubject(service)))}"
            >${textIn(service.texts.name, 'en')}</a
          >
          <span class="app-late__what"
            >${measureOf(first)}.
            ${assembler.freshness(first.freshness).text}${
              rest.length > 0 && html`; ${count(rest.length, 'more data set')}`
            }</span
          >
        </li>`,
    )}
  </ul>`;
}

const have = (services: ByService): string =>
  `${count(services.length, 'service')} ${services.length === 1 ? 'has' : 'have'}`;

const onTimeText = (states: readonly DataSetFreshness[]): string => {
  const n = states.filter(({ freshness }) => ['FRESH', 'DUE'].includes(freshness.state)).length;
  return n ? `Nothing is late: ${count(n, 'data set')} came when expected.` : 'Nothing is late.';
};

/** Nothing for a subject without data; that nothing is late is worth a sentence. What has stopped is named where nothing is late. */
export async function lateDataHtml(subject: Subject, question: PageQuestion): Promise<Markup | null> {
  const { reading, site } = question;
  const states = await reading.dataSetStates(subject.services);
  if (!states.length) return null;
  const late = servicesIn('LATE', states);
  const stopped = servicesIn('STOPPED', states);
  const scope: Record<string, string> = subject.kind === 'ORGANISATION' ? { organisation: subject.slug } : {};
  const status = (words: Record<string, string> = {}): string => {
    const query = new URLSearchParams({ ...scope, ...words });
    return hrefTo(site)(query.size ? `/status?${query}` : '/status');
  };
  return html`<section aria-labelledby="late">
    <h2 class="govuk-heading-l" id="late">Late data</h2>
    ${
      late.length > 0 &&
      html`<p class="govuk-body">${have(late)} not published in time.</p>
        ${listHtml(late, question)}`
    }
    ${
      stopped.length > 0 &&
      html`<p class="govuk-body">
          ${have(stopped)} stopped publishing figures.
          <a class="govuk-link" href="${status({ state: 'stopped' })}">See what has stopped</a>
        </p>
        ${!late.length && listHtml(stopped, question)}`
    }
    ${!late.length && !stopped.length && html`<p class="govuk-body">${onTimeText(states)}</p>`}
    <p class="govuk-body">
      <a class="govuk-link" href="${status()}"
        >Status of all data${subject.kind === 'ORGANISATION' && ' here'}</a
      >
    </p>
  </section>`;
}
