/** Taking numbers back: some periods of a data set or all of it, after a look at how many that are. */
import { formatDate } from '../../../../components/formatting/periods.js';
import { html, type Markup } from '../../../../components/view/html.js';
import { parseDate } from '../../../metrics/calendar.js';
import { inputHtml } from '../../frame/fields.js';
import { hrefTo } from '../../frame/site.js';
import { count } from '../../frame/texts.js';
import type { SignedInQuestion, UploadAnswer } from '../answers.js';
import { csrfHtml, dataSetPath, serviceName, uploadAnswer, uploadPath, crumbsOf } from '../words.js';
import type { ReachedDataSet } from './reached.js';

export function withdrawHtml(
  { service, entity }: ReachedDataSet,
  { site, session }: SignedInQuestion,
): Markup {
  return html`<section aria-labelledby="withdraw">
    <h2 class="govuk-heading-l" id="withdraw">Take numbers back</h2>
    <p class="govuk-body">
      They read as if they had never been published. They stay in the history, and can be brought back by
      taking that delivery back. To correct numbers,
      <a class="govuk-link" href="${hrefTo(site)(uploadPath(service))}">publish the right ones</a> instead.
    </p>
    <form
      aria-label="Take numbers back"
      class="app-form"
      method="post"
      action="${hrefTo(site)(`${dataSetPath(service, entity.measureKey)}/withdraw`)}"
    >
      ${csrfHtml(session)}
      ${inputHtml('withdraw-from', 'Periods that begin on this day, or later', '', { type: 'date' })}
      ${inputHtml('withdraw-to', 'and before this day', '', { type: 'date' })}
      <div class="app-buttons">
        <button class="govuk-button govuk-button--secondary" type="submit" name="what" value="periods">
          Take these periods back
        </button>
        <button class="govuk-button govuk-button--secondary" type="submit" name="what" value="all">
          Take the whole data set back
        </button>
      </div>
    </form>
  </section>`;
}

/** Asks whether somebody is sure. */
export function confirmPage(
  { service, entity, name }: ReachedDataSet,
  { what, from, to, withdrawn }: { what: string; from: string; to: string; withdrawn: number },
  { site, session }: SignedInQuestion,
): UploadAnswer {
  const href = hrefTo(site);
  const path = dataSetPath(service, entity.measureKey);
  const main = html`<h1 class="govuk-heading-xl">Take ${count(withdrawn, 'number')} back?</h1>
    <p class="govuk-body">
      ${name} of
      ${serviceName(service)}${what === 'all' ? ': all of it, with the data set itself' : `, ${range(from, to)}`}.
      Figures and charts are without them at once.
    </p>
    <form aria-label="Take them back" method="post" action="${href(`${path}/withdraw`)}">
      ${csrfHtml(session)}
      ${Object.entries({ what, 'withdraw-from': from, 'withdraw-to': to, sure: '1' }).map(
        ([field, value]) => html`<input type="hidden" name="${field}" value="${value}" />`,
      )}
      <button class="govuk-button govuk-button--warning" type="submit">Take them back</button>
    </form>
    <p class="govuk-body"><a class="govuk-link" href="${href(path)}">No, leave them</a></p>`;
  const crumbs = [...crumbsOf(service), { text: name, path }];
  return uploadAnswer(site, { title: 'Take numbers back', main, session, crumbs });
}

/** As it was typed where it is no day: then nothing is found, and that is said. */
const dayText = (day: string): string => (parseDate(day) === null ? day : formatDate(day));

const range = (from: string, to: string): string =>
  [from && `periods from ${dayText(from)} on`, to && `before ${dayText(to)}`].filter(Boolean).join(' and ');
