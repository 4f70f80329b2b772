/** A list of services with figures: the rows, and the columns that they stand in. */
import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { metricArgument } from '../modules/module-question.js';
import { pageOf, type Paging } from './paging.js';
import { assertPeriod } from '../engine/questions.js';
import { serviceSubject, type MetricDefinition, type Service, type Subject } from '../store/subject.js';
import { ArgumentError } from '../errors.js';
import { ComparisonEnum, LanguageEnum, PeriodEnum, type Language } from '../graphql/enums.js';
import { Figure } from '../graphql/figure.js';
import { ServiceColumn, ServiceConnection, ServiceEdge } from '../graphql/subject.js';
import type { Reading } from '../loaders/reading.js';
import { ServiceColumns } from '../loaders/service-columns.js';
import type { Comparison, Period } from '../metrics/periods.js';
import { columnNote } from '../wording/column-note.js';
import type { GraphqlContext } from './context.js';

const MOST_COLUMNS = 20;

const METRICS = { description: `The keys of the columns’ metrics, at most ${MOST_COLUMNS}.` } as const;
const PERIOD = { nullable: true, description: 'The period of all columns; each metric’s own.' } as const;
const COMPARE = { nullable: true, description: 'What the window of a column is compared with.' } as const;

interface EdgeSource {
  cursor: string;
  node: ReturnType<typeof serviceSubject>;
  service: Service;
  columns: ServiceColumns;
}

interface ListSource {
  columns: ServiceColumns;
  /** All that are listed, on this page or another. */
  services: readonly Service[];
}

/**
 * A page of `services`, in their order.
 * @param whole in whose latest window all figures of a column are
 */
export function serviceConnection(
  services: readonly Service[],
  whole: Subject,
  paging: Paging,
  reading: Reading,
) {
  const { catalogue } = reading;
  const columns = new ServiceColumns(reading, whole);
  const { edges, ...page } = pageOf(services, paging, ({ slug }) => slug);
  return {
    ...page,
    edges: edges.map(({ cursor, node }) => ({
      cursor,
      node: serviceSubject(node),
      service: node,
      columns,
    })),
    // All of them in whatever order are the same portfolio, whose figures may be kept.
    portfolio: catalogue.portfolio(services.length === catalogue.services.length ? undefined : services),
    list: { columns, services },
  };
}

function metricsOf(
  keys: readonly string[],
  period: Period | null,
  { catalogue }: Reading,
): MetricDefinition[] {
  if (keys.length > MOST_COLUMNS)
    throw new ArgumentError(
      'metrics',
      `at most ${MOST_COLUMNS} metrics can stand side by side, not ${keys.length}`,
      'LIMIT_EXCEEDED',
    );
  return keys.map((key) => {
    const metric = metricArgument(catalogue, key, 'metrics');
    if (period) assertPeriod(metric, period);
    return metric;
  });
}

@Resolver(() => ServiceEdge)
export class ServiceEdgeResolver {
  @FieldResolver(() => [Figure], {
    nullable: 'items',
    description: 'Its figures in these columns of the list; null where a column has none at all.',
  })
  figures(
    @Root() { service, columns }: EdgeSource,
    @Arg('metrics', () => [String], METRICS) metrics: string[],
    @Arg('period', () => PeriodEnum, PERIOD) period: Period | null,
    @Arg('compareTo', () => ComparisonEnum, COMPARE) compareTo: Comparison | null,
    @Ctx() { reading, assembler }: GraphqlContext,
  ) {
    return Promise.all(
      metricsOf(metrics, period, reading).map(async (metric) => {
        const column = await columns.column(metric, { period, compareTo });
        return column && assembler.figure(column.figureOf(service));
      }),
    );
  }
}

@Resolver(() => ServiceConnection)
export class ServiceConnectionResolver {
  @FieldResolver(() => [ServiceColumn], {
    description:
      'Columns that rows can be compared in: each in one window, the latest of the organisation or group that the filter names, else of all services.',
  })
  columns(
    @Root() { list }: { list: ListSource },
    @Arg('metrics', () => [String], METRICS) metrics: string[],
    @Arg('period', () => PeriodEnum, PERIOD) period: Period | null,
    @Arg('compareTo', () => ComparisonEnum, COMPARE) compareTo: Comparison | null,
    @Arg('lang', () => LanguageEnum, { nullable: true, description: 'The language; English if nobody says.' })
    lang: Language | null,
    @Ctx() { reading, assembler }: GraphqlContext,
  ) {
    const language = lang ?? 'en';
    return Promise.all(
      metricsOf(metrics, period, reading).map(async (metric) => {
        const column = await list.columns.column(metric, { period, compareTo });
        const total = column?.totalOf(list.services);
        return {
          definition: assembler.metric(metric, language),
          period: column && assembler.figure(column.latest, language).period,
          note: column && columnNote(metric, column.question.period, { asked: period, lang: language }),
          total: total ? assembler.figure(total, language) : null,
        };
      }),
    );
  }
}
