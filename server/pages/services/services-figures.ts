/** The list of services as its view takes it, which `<perf-services>` has from the API: here the links are to pages. */
import { serviceSubject, type Service } from '../../store/subject.js';
import type { Reading } from '../../loaders/reading.js';
import { textIn } from '../../metrics/definitions.js';
import { describeFigure } from '../../wording/descriptions.js';
import { figureText } from '../../wording/figure-data.js';
import { subjectPath } from '../../../components/formatting/paths.js';
import { formatPeriod } from '../../../components/formatting/periods.js';
import type { ServicesColumn, ServicesFigures, ServicesRow } from '../../../components/view/services-list.js';
import { hrefTo, type Site } from '../frame/site.js';
import { organisationName } from '../subject/organisation-list.js';
import type { Column } from './services-columns.js';

function columnOf({ metric, label, period, total }: Column, { snapshot, now }: Reading): ServicesColumn {
  const describe = (figure: NonNullable<Column['total']>): string =>
    figureText(figure, figure.period.period, describeFigure(figure.question, snapshot, now, 'en'));
  return {
    definition: { key: metric.key, label, unit: metric.unit },
    period: period && { ...period, label: formatPeriod(period) },
    total: total && { formatted: describe(total), value: total.value, coverage: total.coverage },
  };
}

export function listedFigures(
  services: readonly Service[],
  columns: readonly Column[],
  { site, reading }: { site: Site; reading: Reading },
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
  return { columns: columns.map((column) => columnOf(column, reading)), edges: services.map(rowOf) };
}
