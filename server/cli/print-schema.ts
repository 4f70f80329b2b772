/** Prints the schema of the API, sorted, for schema.graphql. */
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildApiSchema } from '../graphql/build-schema.js';
import { RESOLVERS } from '../resolvers/index.js';

const schema = await buildApiSchema([...RESOLVERS]);
process.stdout.write(`${printSchema(lexicographicSortSchema(schema))}\n`);
