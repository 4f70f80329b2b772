/** Looking at a whole database, slowly: for `perfplat check`. */
import type { DataSource } from 'typeorm';
import { open } from './data-source.js';
import { dialectOf, rows } from './dialect.js';

/**
 * Opens a database for reads that may take as long as they need, and that all see one version: it has one connection
 * with one transaction. Close it with `destroy()`.
 */
export async function openInspector(url: string): Promise<DataSource> {
  const dataSource = await open(url, 'check');
  await dataSource.query(dialectOf(dataSource).beginSnapshot);
  return dataSource;
}

/** Faults of the stored bytes, of keys between tables, and of the tables against the entities; in words. */
export async function storageFaults(dataSource: DataSource): Promise<string[]> {
  const { integrityCheck, foreignKeyCheck } = dialectOf(dataSource);
  const faults: string[] = [];
  if (integrityCheck) {
    const answers = await rows<{ integrity_check: string }>(dataSource, integrityCheck);
    const bad = answers.map((row) => row.integrity_check).filter((answer) => answer !== 'ok');
    faults.push(...bad.map((answer) => `the file is damaged: ${answer}`));
  }
  if (foreignKeyCheck) {
    const orphans = await rows<{ table: string; parent: string }>(dataSource, foreignKeyCheck);
    const counts = new Map<string, number>();
    for (const { table, parent } of orphans) {
      const kind = `${table} that refer to a missing ${parent}`;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    for (const [kind, count] of counts) faults.push(`${count} rows of ${kind}`);
  }
  const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
  faults.push(...upQueries.map(({ query }) => `the tables differ from what this version expects: ${query}`));
  return faults;
}
