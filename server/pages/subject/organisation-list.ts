/** Organisations with how many services they have. */
import type { Organisation } from '../../store/subject.js';
import { isDayOver } from '../../engine/freshness.js';
import type { Reading } from '../../loaders/reading.js';
import type { Catalogue } from '../../store/catalogue.js';
import { textIn } from '../../metrics/definitions.js';
import { closingText } from '../../../components/formatting/closing.js';
import { subjectPath } from '../../../components/formatting/paths.js';
import { html, type Markup } from '../../../components/view/html.js';
import type { PageQuestion } from '../frame/answers.js';
import { hrefTo } from '../frame/site.js';
import { count } from '../frame/texts.js';

const { compare } = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

export const organisationName = ({ texts }: Organisation): string => textIn(texts.name, 'en');

export const byName = (organisations: readonly Organisation[]): Organisation[] =>
  [...organisations].sort((a, b) => compare(organisationName(a), organisationName(b)));

/** Services of an organisation and of all below it. */
export const servicesBelow = (organisation: Organisation, catalogue: Catalogue): number =>
  catalogue.organisationSubject(organisation).services.length;

/** "(closed)", "(closes on 31 March 2014)", or nothing. */
const closingOf = ({ closedOn }: Organisation, { clock }: Reading): string =>
  closingText(closedOn, (day) => isDayOver(day, clock));

type Asked = Pick<PageQuestion, 'site' | 'reading'>;

export function organisationLink(organisation: Organisation, { site, reading }: Asked): Markup {
  const path = subjectPath({ kind: 'ORGANISATION', slug: organisation.slug });
  const name = organisationName(organisation);
  const { abbreviation } = organisation;
  const closing = closingOf(organisation, reading);
  const short = abbreviation && abbreviation !== name && !name.includes(`(${abbreviation})`);
  return html`<a class="govuk-link" href="${hrefTo(site)(path)}">${name}</a
    >${short && html` <abbr class="app-muted">${abbreviation}</abbr>`}${closing && html` <span class="app-muted">${closing}</span>`}`;
}

/** A list of names with numbers of services; `className` places it. */
export function organisationListHtml(
  organisations: readonly Organisation[],
  asked: Asked,
  className = '',
): Markup {
  return html`<ul class="app-directory ${className}">
    ${byName(organisations).map(
      (organisation) =>
        html`<li class="app-directory__item">
          ${organisationLink(organisation, asked)}
          <span class="app-directory__count"
            >${count(servicesBelow(organisation, asked.reading.catalogue), 'service')}</span
          >
        </li>`,
    )}
  </ul>`;
}
