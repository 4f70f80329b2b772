/** The schema of the API from its resolvers. */
import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchema, type NonEmptyArray } from 'type-graphql';
import { limitColumns } from './answer-size.js';
import { makeLean } from './lean-resolvers.js';
import { Organisation, Portfolio, Service, ServiceGroup } from './subject.js';

export async function buildApiSchema(
  resolvers: NonEmptyArray<abstract new () => object>,
): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers: resolvers as Parameters<typeof buildSchema>[0]['resolvers'],
    // Types that are only met behind an interface.
    orphanedTypes: [Service, Organisation, ServiceGroup, Portfolio],
    validate: false,
  });
  return limitColumns(makeLean(schema));
}
