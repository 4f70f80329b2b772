/**
 * Columns as values of their own. The executor completes every item of a list by itself: ten columns of 4,000 items took it
 * longer than working them out. Readers see lists; it is only the executor that does not look into them.
 */
import {
  execute,
  GraphQLNonNull,
  isNonNullType,
  isScalarType,
  visit,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import type { ApolloServerOptionsWithGateway, BaseContext } from '@apollo/server';
import { MapperKind, mapSchema } from '@graphql-tools/utils';
import { isColumnOf } from './answer-size.js';

/** The schema with its columns as JSON: their items are numbers, words and dates that are the same in answers. */
function withWholeColumns(schema: GraphQLSchema): GraphQLSchema {
  const json = schema.getType('JSON');
  if (!isScalarType(json)) return schema;
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field, _name, owner) => {
      if (!isColumnOf(owner, field.type)) return undefined;
      return { ...field, type: isNonNullType(field.type) ? new GraphQLNonNull(json) : json };
    },
  });
}

/** Documents that were asked before are the same objects. */
const INTROSPECTIONS = new WeakMap<DocumentNode, boolean>();

/** Whether a document asks about the schema itself. */
function isIntrospection(document: DocumentNode): boolean {
  const known = INTROSPECTIONS.get(document);
  if (known !== undefined) return known;
  let isAsked = false;
  visit(document, {
    Field({ name: { value } }) {
      if (value === '__schema' || value === '__type') isAsked = true;
    },
  });
  INTROSPECTIONS.set(document, isAsked);
  return isAsked;
}

/** Has documents checked against a schema, and executed with its columns whole. */
export function wholeColumns(schema: GraphQLSchema): ApolloServerOptionsWithGateway<BaseContext>['gateway'] {
  const whole = withWholeColumns(schema);
  return {
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    load: async () => ({
      executor: async ({ document, context, request: { variables, operationName } }) =>
        execute({
          schema: isIntrospection(document) ? schema : whole,
          document,
          contextValue: context,
          variableValues: variables,
          operationName,
        }),
    }),
    stop: async () => undefined,
  };
}
