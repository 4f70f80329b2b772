/** Organisations with how many services they have. */
import type { Organisation } from '../../store/subject.js';
import type { Catalogue } from '../../store/catalogue.js';
import { textIn } from '../../metrics/definitions.js';
import { subjectPath } from '../../../components/formatting/paths.js';
import { html, type Markup } from '../../../components/view/html.js';
import { hrefTo, type Site } from '../frame/site.js';
import { count } from '../frame/texts.js';

const { compare } = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

export const organisationName = ({ texts }: Organisation): string => textIn(texts.name, 'en');

export const byName = (organisations: readonly Organisation[]): Organisation[] =>
  [...organisations].sort((a, b) => compare(organisationName(a), organisationName(b)));

/** Services of an organisation and of all below it. */
export const servicesBelow = (organisation: Organisation, catalogue: Catalogue): number =>
  catalogue.organisationSubject(organisation).services.length;

export function organisationLink(organisation: Organisation, site: Site): Markup {
  const path = subjectPath({ kind: 'ORGANISATION', slug: organisation.slug });
  const name = organisationName(organisation);
  const { abbreviation, closedOn } = organisation;
  const short = abbreviation && abbreviation !== name && !name.includes(`(${abbreviation})`);
  return html`<a class="govuk-link" href="${hrefTo(site)(path)}">${name}</a
    >${short && html` <abbr class="app-muted">${abbreviation}</abbr>`}${closedOn && html` <span class="app-muted">(closed)</span>`}`;
}

/** A list of names with numbers of services; `className` places it. */
export function organisationListHtml(
  organisations: readonly Organisation[],
  catalogue: Catalogue,
  site: Site,
  className = '',
): Markup {
  return html`<ul class="app-directory ${className}">
    ${byName(organisations).map(
      (organisation) =>
        html`<li class="app-directory__item">
          ${organisationLink(organisation, site)}
          <span class="app-directory__count"
            >${count(servicesBelow(organisation, catalogue), 'service')}</span
          >
        </li>`,
    )}
  </ul>`;
}
