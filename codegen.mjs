/**
 * Types of the questions that elements ask, from their texts and schema.graphql: `npm run types` then proves that the API
 * answers what pages and elements are made from (test/components/client/operations.unit.test.ts). The texts stay
 * strings in components/client/*-document.ts, so that no GraphQL library reaches the browser.
 *
 * Only answers are typed: what modules are asked for is the table of words' (server/modules/request-words.ts), against which
 * test/components/request-words.unit.test.ts holds the elements. So the requests are taken out of the question here.
 */
import { readdirSync, readFileSync } from 'node:fs';

const CLIENT = 'components/client';
const documents = readdirSync(CLIENT)
  .filter((name) => name.endsWith('-document.ts'))
  .map((name) => {
    const document = /_DOCUMENT = `([^`]*)`/.exec(readFileSync(`${CLIENT}/${name}`, 'utf8'))?.[1];
    if (!document) throw new Error(`${CLIENT}/${name} has no document`);
    return document.replace('($requests: [ModuleRequest!]!)', '').replace('$requests', '[]');
  });

export default {
  schema: 'schema.graphql',
  documents,
  generates: {
    'test/components/client/operations.generated.ts': {
      plugins: ['typescript-operations'],
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        skipTypename: true,
        strictScalars: true,
        scalars: { DateTime: 'string', Drawing: 'unknown', JSON: 'unknown', PeriodStart: 'string' },
      },
    },
  },
};
