import type { Logger } from 'typeorm';
import { log } from '../log.js';

/** TypeORM's own logger prints to the console, failed migrations even when it is off; errors are thrown as well. */
export class DatabaseLogger implements Logger {
  logQuery(): void {}
  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}

  log(level: 'log' | 'info' | 'warn', message: unknown): void {
    if (level === 'warn') log.warn({ message: String(message) }, 'database');
  }
}
