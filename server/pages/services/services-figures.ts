/** The list of services as its view takes it, which `<perf-services>` has from the API: here the links are to pages. */
import { serviceSubject, type Service } from '../../store/subject.js';
import { textIn } from '../../metrics/definitions.js';
import type { Assembler } from '../../wording/assembler.js';
import { columnNote } from '../../wording/column-note.js';
import { spanData } from '../../wording/phrases.js';
import { subjectPath } from '../../../components/formatting/paths.js';
import type { ChangesColumn } from '../../../components/view/services-change.js';
import type { ServicesColumn, ServicesFigures, ServicesRow } from '../../../components/view/services-list.js';
import type { PageQuestion } from '../frame/answers.js';
import { hrefTo } from '../frame/site.js';
import { organisationName } from '../subject/organisation-list.js';
import type { Column } from './services-columns.js';

const columnOf = (
  { metric, label, period, total, isAsked }: Column,
  assembler: Assembler,
): ServicesColumn => ({
  definition: { key: metric.key, label, unit: metric.unit },
  period: period && spanData(period, 'en'),
  note: period && columnNote(metric, period.period, { asked: isAsked ? period.period : null, lang: 'en' }),
  total: total && assembler.figure(total),
});

const changesOf = ({ metric, label, period, total }: Column, assembler: Assembler): ChangesColumn => ({
  definition: { key: metric.key, label, direction: metric.direction },
  period,
  total: total && { change: assembler.figure(total).change },
});

export function listedFigures(
  services: readonly Service[],
  columns: readonly Column[],
  { site, reading, assembler }: Pick<PageQuestion, 'site' | 'reading' | 'assembler'>,
): ServicesFigures {
  const href = hrefTo(site);
  const changed = columns.filter(({ isChangeShown }) => isChangeShown);
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
      changes: changed.map(({ values }) => {
        const answer = values.get(service.id);
        return answer ? { change: assembler.figure(answer).change } : null;
      }),
    };
  };
  return {
    columns: columns.map((column) => columnOf(column, assembler)),
    changeColumns: changed.map((column) => changesOf(column, assembler)),
    edges: services.map(rowOf),
  };
}
