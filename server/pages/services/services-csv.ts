/** `/services.csv`: exactly the list that the page of the same query shows, all of its pages, a row a figure. */
import { describeFigure, nameOf } from '../../wording/descriptions.js';
import { serviceSubject } from '../../store/subject.js';
import { figuresCsv, type FigureRow } from '../../../components/formatting/csv.js';
import { subjectPath } from '../../../components/formatting/paths.js';
import { figureData } from '../../wording/figure-data.js';
import { TYPES, type PageAnswer, type PageQuestion } from '../frame/answers.js';
import { readServiceList } from './services-list.js';

export async function servicesCsv({ site, reading, query }: PageQuestion): Promise<PageAnswer> {
  const { services, columns } = await readServiceList(query, reading);
  const rows = services.flatMap((service): FigureRow[] => {
    const subject = serviceSubject(service);
    const { kind, slug } = subject;
    const pageUrl = site.base + subjectPath(subject);
    return columns.flatMap(({ metric, values }) => {
      const answer = values.get(service.id);
      if (!answer) return [];
      const context = describeFigure({ subject, metric }, reading.snapshot, reading.now, 'en');
      return [
        {
          subject: { kind, slug, name: nameOf(subject, 'en'), pageUrl },
          metric: context.metric,
          figure: figureData(answer, context),
          freshness: reading.freshness(subject, metric),
        },
      ];
    });
  });
  const body = figuresCsv(rows);
  return { status: 200, type: TYPES.csv, body, filename: 'services.csv' };
}
