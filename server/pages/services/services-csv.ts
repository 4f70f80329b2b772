/** `/services.csv`: exactly the list that the page of the same query shows, all of its pages, a row a figure. */
import { serviceSubject } from '../../store/subject.js';
import { BYTE_ORDER_MARK, figuresCsv, type FigureRow } from '../../../components/formatting/csv.js';
import { subjectPath } from '../../../components/formatting/paths.js';
import { textIn } from '../../metrics/definitions.js';
import { TYPES, type PageAnswer, type PageQuestion } from '../frame/answers.js';
import { readServiceList } from './services-list.js';

export async function servicesCsv({ site, reading, assembler, query }: PageQuestion): Promise<PageAnswer> {
  const { services, columns } = await readServiceList(query, reading);
  const rows = services.flatMap((service): FigureRow[] => {
    const subject = serviceSubject(service);
    const { kind, slug } = subject;
    const pageUrl = site.base + subjectPath(subject);
    const name = textIn(service.texts.name, 'en');
    return columns.flatMap(({ metric, values }) => {
      const answer = values.get(service.id);
      if (!answer) return [];
      const figure = assembler.figure(answer);
      return [
        {
          subject: { kind, slug, name, pageUrl },
          metric: { key: metric.key, unit: figure.context.unit },
          figure,
          freshness: reading.freshness(subject, metric),
        },
      ];
    });
  });
  const body = BYTE_ORDER_MARK + figuresCsv(rows);
  return { status: 200, type: TYPES.csv, body, filename: 'services.csv', isAlwaysSaved: true };
}
