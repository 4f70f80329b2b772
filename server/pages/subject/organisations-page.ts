/** `/organisations`: departments, with what belongs to each. */
import type { Organisation } from '../../store/subject.js';
import { html, type Markup } from '../../../components/view/html.js';
import { pageAnswer, type PageAnswer, type PageQuestion } from '../frame/answers.js';
import { page } from '../frame/layout.js';
import { byName, organisationLink, organisationListHtml, servicesBelow } from './organisation-list.js';
import { count } from '../frame/texts.js';

export function organisationsPage(question: PageQuestion): PageAnswer {
  const { site, reading } = question;
  const { catalogue } = reading;
  const departments = byName(catalogue.departments());
  const withChildren = (department: Organisation): Markup => {
    const children = catalogue.children(department.id);
    return html`<li class="app-department">
      <h2 class="govuk-heading-m app-department__name">${organisationLink(department, question)}</h2>
      <p class="app-muted app-department__count">${count(servicesBelow(department, catalogue), 'service')}</p>
      ${children.length > 0 && organisationListHtml(children, question)}
    </li>`;
  };
  const main = html`<h1 class="govuk-heading-xl">Organisations</h1>
    <p class="govuk-body-l">
      ${count(departments.length, 'department')} and what belongs to them, as of today: earlier figures follow
      today’s structure.
    </p>
    ${
      departments.length
        ? html`<ul class="app-departments">
            ${departments.map(withChildren)}
          </ul>`
        : html`<p class="govuk-body">No organisation has been published yet.</p>`
    }`;
  return pageAnswer(
    page(site, {
      title: 'Organisations',
      description: 'Departments and agencies, and the services whose figures they publish.',
      path: '/organisations',
      section: 'organisations',
      main,
    }),
  );
}
