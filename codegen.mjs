/**
 * Types of the elements' own questions, from their `.graphql` documents. Documents stay strings, so that no GraphQL
 * library reaches the browser, and each is pure, so that a bundle holds only those it sends.
 */
export default {
  schema: 'schema.graphql',
  documents: 'components/client/**/*.graphql',
  generates: {
    'components/client/operations.generated.ts': {
      plugins: ['typescript-operations', 'typed-document-node'],
      config: {
        documentMode: 'string',
        pureMagicComment: true,
        useTypeImports: true,
        enumsAsTypes: true,
        skipTypename: true,
        strictScalars: true,
        scalars: { DateTime: 'string', PeriodStart: 'string' },
      },
    },
  },
};
