/**
 * Field resolvers without a promise for each argument. type-graphql 2 wraps the (here unused) validation of every
 * argument in a promise; a list of 734 services with 4 figures each has 6,600 of them, and spent more time there
 * than in the engine. The handlers, their arguments and descriptions stay exactly as declared.
 */
import { isObjectType, type GraphQLFieldResolver, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { getMetadataStorage } from 'type-graphql';

type Handlers = Record<string, (...parameters: unknown[]) => unknown>;
type FieldResolverMetadata = ReturnType<typeof getMetadataStorage>['fieldResolvers'][number];
type Parameter = NonNullable<FieldResolverMetadata['params']>[number];

function parameterReader(parameter: Parameter): (root: unknown, args: unknown, context: unknown) => unknown {
  switch (parameter.kind) {
    case 'root':
      return (root) => root;
    case 'context':
      return (_root, _args, context) => context;
    case 'arg': {
      const { name } = parameter;
      return (_root, args) => (args as Record<string, unknown>)[name];
    }
    default:
      throw new Error(`a parameter of kind "${parameter.kind}" has no lean form`);
  }
}

function leanResolver({
  target,
  methodName,
  params = [],
}: FieldResolverMetadata): GraphQLFieldResolver<unknown, unknown> {
  const instance = new (target as new () => Handlers)();
  const readers = [...params].sort((a, b) => a.index - b.index).map(parameterReader);
  return (root, args, context) => instance[methodName](...readers.map((read) => read(root, args, context)));
}

/** The names under which a field of an object type may have been declared: its own, and its interfaces'. */
const ownersOf = (type: GraphQLObjectType): string[] => [
  type.name,
  ...type.getInterfaces().map(({ name }) => name),
];

/** Puts the handlers of field resolvers directly into the schema. */
export function makeLean(schema: GraphQLSchema): GraphQLSchema {
  const declared = new Map<string, FieldResolverMetadata>();
  for (const metadata of getMetadataStorage().fieldResolvers) {
    if (metadata.kind !== 'external') continue;
    const owner = metadata.getObjectType!() as { name: string };
    declared.set(`${owner.name}.${metadata.methodName}`, metadata);
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const metadata = ownersOf(type)
        .map((owner) => declared.get(`${owner}.${field.name}`))
        .find(Boolean);
      if (metadata) field.resolve = leanResolver(metadata);
    }
  }
  return schema;
}
