import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

/** A text scalar. What the text may be is checked where it is used, so that the error can name the argument. */
const textScalar = (name: string, description: string): GraphQLScalarType<string, string> => {
  const asText = (value: unknown): string => {
    if (typeof value !== 'string') throw new GraphQLError(`${name} must be a text: ${description}`);
    return value;
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    serialize: asText,
    parseValue: asText,
    parseLiteral: (node) => asText(node.kind === Kind.STRING ? node.value : null),
  });
};

export const PeriodStart = textScalar(
  'PeriodStart',
  'The first day of a period, like 2013-10-01; of an hour or a minute its beginning in UTC, like 2013-10-01T14:00:00Z.',
);

export const DateTime = textScalar(
  'DateTime',
  'An instant, like 2016-04-01T12:00:00Z. As an argument also a date, which stands for the end of that day in UTC.',
);

/** Only answered: what is in it is made by `moduleDrawing` (server/drawing). */
export const Drawing = new GraphQLScalarType<unknown, unknown>({
  name: 'Drawing',
  description:
    'A tree of elements as JSON: [tag, attributes, …children], where a child is such a node or a text. Texts and values of attributes are plain text, never markup; the classes are those of module.css.',
});

export const Json = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  description: 'Any value of JSON: what it must be is said where it is used.',
});
