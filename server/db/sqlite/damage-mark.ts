/**
 * `<file>.damaged` beside a SQLite file says that damage was found in it. Every process that opens the file sees it:
 * nothing is stored in a damaged file by somebody who has not met the damage.
 */
import { access, rm, writeFile } from 'node:fs/promises';
import { DATABASE_DAMAGED, DatabaseError } from '../../errors.js';
import { quickCheck } from './quick-check.js';

interface SqliteFile {
  path: string;
  label: string;
}

const markOf = ({ path }: SqliteFile): string => `${path}.damaged`;

/** What is to be done about a damaged file. The log of one file over another would damage that one, too. */
export const restoring = (label: string): string =>
  `stop everything that uses it, put a backup in its place, remove ${label}-wal and ${label}-shm, and start again; \`perfplat check\` lists the damage`;

export async function markDamaged(file: SqliteFile, found: string): Promise<void> {
  await writeFile(
    markOf(file),
    `${found}\nRemoved by perfplat when the file that it stands beside is sound.\n`,
  );
}

/** Takes the mark away if the file is sound: somebody has put a backup in its place. @throws DatabaseError if not. */
export async function assertNotKnownDamaged(file: SqliteFile): Promise<void> {
  const mark = markOf(file);
  const isMarked = await access(mark).then(
    () => true,
    () => false,
  );
  if (!isMarked) return;
  const { faults } = quickCheck(file.path);
  if (faults.length === 0) return rm(mark, { force: true });
  throw new DatabaseError(
    `${file.label} is damaged (${faults[0]}): ${restoring(file.label)}`,
    DATABASE_DAMAGED,
  );
}
