/** The list of services as its view takes it, which `<perf-services>` has from the API: here the links are to pages. */
import { serviceSubject, type Service } from '../../store/subject.js';
import { textIn } from '../../metrics/definitions.js';
import type { Assembler } from '../../wording/assembler.js';
import { spanData } from '../../wording/phrases.js';
import { subjectPath } from '../../../components/formatting/paths.js';
import type { ServicesColumn, ServicesFigures, ServicesRow } from '../../../components/view/services-list.js';
import type { PageQuestion } from '../frame/answers.js';
import { hrefTo } from '../frame/site.js';
import { organisationName } from '../subject/organisation-list.js';
import type { Column } from './services-columns.js';

const columnOf = ({ metric, label, period, total }: Column, assembler: Assembler): ServicesColumn => ({
  definition: { key: metric.key, label, unit: metric.unit },
  period: period && spanData(period, 'en'),
  total: total && assembler.figure(total),
});

export function listedFigures(
  services: readonly Service[],
  columns: readonly Column[],
  { site, reading, assembler }: Pick<PageQuestion, 'site' | 'reading' | 'assembler'>,
): ServicesFigures {
  const href = hrefTo(site);
  const rowOf = (service: Service): ServicesRow => {
    const organisation = reading.catalogue.organisation(service.organisationId);
    return {
      node: {
        slug: service.slug,
        name: textIn(service.texts.name, 'en'),
        pageUrl: href(subjectPath(serviceSubject(service))),
        closedOn: service.closedOn,
        organisation: {
          name: organisationName(organisation),
          abbreviation: organisation.abbreviation,
          pageUrl: href(subjectPath({ kind: 'ORGANISATION', slug: organisation.slug })),
        },
      },
      figures: columns.map(({ values }) => values.get(service.id) ?? null),
    };
  };
  return { columns: columns.map((column) => columnOf(column, assembler)), edges: services.map(rowOf) };
}
