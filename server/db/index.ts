/** The database: how it is opened, written to in transactions, and asked in SQL that both databases understand. */
export { type Database, databaseOf } from './database-url.js';
export { openReader, openWriter } from './data-source.js';
export { type Connection, type Dialect, dialectOf, errorCode, rows, run } from './dialect.js';
export { inSnapshot, inTransaction } from './transaction.js';
export {
  type MigrateOptions,
  type MigrationResult,
  migrateDown,
  migrateUp,
  migrationStatus,
} from './migrate.js';
export { type SchemaState } from './schema-version.js';
export { openInspector, storageFaults } from './inspect.js';
