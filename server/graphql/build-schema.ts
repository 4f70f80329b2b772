/** The schema of the API from its resolvers. */
import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchema, type NonEmptyArray } from 'type-graphql';
import { Organisation, Portfolio, Service, ServiceGroup } from './subject.js';

export const buildApiSchema = (resolvers: NonEmptyArray<abstract new () => object>): Promise<GraphQLSchema> =>
  buildSchema({
    resolvers: resolvers as Parameters<typeof buildSchema>[0]['resolvers'],
    // Types that are only met behind an interface.
    orphanedTypes: [Service, Organisation, ServiceGroup, Portfolio],
    validate: false,
  });
