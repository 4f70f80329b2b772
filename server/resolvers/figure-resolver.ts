import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { serviceSubject } from '../store/subject.js';
import { pageOf } from './paging.js';
import type { WorkingRow as DomainRow } from '../engine/working.js';
import { formulaText } from '../metrics/definitions.js';
import { LanguageEnum, type Language } from '../graphql/enums.js';
import { Figure } from '../graphql/figure.js';
import { Service } from '../graphql/subject.js';
import { WorkingConnection, WorkingRow } from '../graphql/working.js';
import { calculationText } from '../wording/calculation.js';
import type { AssembledFigure } from '../wording/figure.js';
import { whyLeftOut } from '../wording/left-out.js';
import type { GraphqlContext } from './context.js';

const LANG = { nullable: true, description: 'The language; that of the question.' } as const;

@Resolver(() => Figure)
export class FigureResolver {
  @FieldResolver(() => String, { description: 'The value in words, or why there is none.' })
  formatted(
    @Root() figure: AssembledFigure,
    @Arg('lang', () => LanguageEnum, LANG) lang: Language | null,
  ): string {
    return (lang ? figure.in(lang) : figure).formatted;
  }

  @FieldResolver(() => WorkingConnection, {
    description: 'How it was made: each service used, or left out and why, with its observations.',
  })
  async working(
    @Root() figure: AssembledFigure,
    @Arg('first', () => Int, { nullable: true, description: 'How many, up to 1,000; 50 if nobody says.' })
    first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The cursor after which the page begins.' })
    after: string | null,
    @Ctx() { reading }: GraphqlContext,
  ) {
    const { answer, context } = figure;
    const rows = await reading.working(answer);
    const page = pageOf(rows, { first, after }, ({ service }) => service.slug);
    const ids = page.edges.flatMap(({ node }) => node.observations.map(({ submission }) => submission));
    const submissions = await reading.submissions(ids);
    const row = (node: DomainRow) => ({
      service: serviceSubject(node.service),
      used: node.isUsed,
      status: node.status,
      reason: node.isUsed ? null : whyLeftOut(node, answer.period, context.lang),
      value: node.value,
      numerator: node.numerator,
      denominator: node.denominator,
      observations: node.observations.map(({ dimensions, recorded, submission, ...observation }) => ({
        ...observation,
        period: recorded,
        dimensions: Object.entries(dimensions).map(([name, value]) => ({ name, value })),
        receivedAt: submissions.get(submission)!.receivedAt,
        source: submissions.get(submission)!.source,
      })),
    });
    return {
      ...page,
      edges: page.edges.map(({ cursor, node }) => ({ cursor, node: row(node) })),
      formula: formulaText(context.metric.formula),
      calculation: calculationText(figure, context.metric, context.lang),
    };
  }
}

@Resolver(() => WorkingRow)
export class WorkingRowResolver {
  @FieldResolver(() => Service, { description: 'The service.' })
  service(@Root() row: { service: ReturnType<typeof serviceSubject> }) {
    return row.service;
  }
}
