/**
 * Types of the question that elements ask, from its text and schema.graphql: `npm run types` then proves that the API
 * answers what pages and elements are made from (test/components/client/operations.unit.test.ts). The text stays a
 * string in modules-document.ts, so that no GraphQL library reaches the browser.
 */
import { readFileSync } from 'node:fs';

const source = readFileSync('components/client/modules-document.ts', 'utf8');
const document = /MODULES_DOCUMENT = `([^`]*)`/.exec(source)?.[1];
if (!document) throw new Error('components/client/modules-document.ts has no MODULES_DOCUMENT');

export default {
  schema: 'schema.graphql',
  documents: [document],
  generates: {
    'test/components/client/operations.generated.ts': {
      plugins: ['typescript-operations'],
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        skipTypename: true,
        strictScalars: true,
        scalars: { DateTime: 'string', PeriodStart: 'string' },
      },
    },
  },
};
