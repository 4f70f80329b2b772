/** The database: how it is opened, written to in transactions, and asked in SQL that both databases understand. */
export { databaseOf } from './database-url.js';
export { openReader, openRepairer, openWriter } from './data-source.js';
export { type Connection, dialectOf, rows, run } from './dialect.js';
export { readEntities } from './read-entities.js';
export { assertNotMigrated } from './schema-version.js';
export { watchSchema } from './schema-watch.js';
export { inSnapshot, inTransaction } from './transaction.js';
export { migrateDown, migrateUp, migrationStatus } from './migrate.js';
export { openInspector, storageFaults } from './inspect.js';
export { backUpDatabase, restoreDatabase } from './copies.js';
export { guardDatabase, type DatabaseGuard } from './sqlite/guard.js';
export { driverError } from './watched-data-source.js';
