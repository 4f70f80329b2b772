/** A directory of exported files: there as a whole or not at all, and never in the place of anything else. */
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, readFile, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InputError, messageOf, SystemError } from '../errors.js';
import { IMPORT_KINDS } from '../ingest/kinds.js';
import type { ExportedFile } from './everything.js';

const README = 'README.txt';
/** By this line an export is known again. */
const FIRST_LINE = 'Written by perfplat export. What is changed here is lost with the next export.';

const OURS = new RegExp(`^(?:${README}|(?:${IMPORT_KINDS.join('|')})(?:-\\d+)?\\.(?:csv|yaml))$`);

const readmeOf = (files: readonly ExportedFile[]): string => `${FIRST_LINE}

Everything that can be imported, drafts and small counts that are not published as well. Into an empty database:

  perfplat migrate up
  perfplat import ${files.map(({ kind, name }) => `--${kind} ${name}`).join(' ')}

Not in it: what values were before they were corrected, drafts of dashboards, tokens. A copy made with perfplat backup, or
pg_dump, has those.
`;

/** Where it is, and whether something of an earlier export is to be replaced there. @throws InputError for anything else. */
async function placeOf(to: string): Promise<{ directory: string; isReplaced: boolean }> {
  const named = resolve(to);
  let names: string[];
  try {
    names = await readdir(named);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { directory: named, isReplaced: false };
    if (code === 'ENOTDIR') throw new InputError(`${to} is a file: name a directory`);
    throw error;
  }
  const directory = await realpath(named);
  if (names.length === 0) return { directory, isReplaced: true };
  const other = names.find((name) => !OURS.test(name));
  const readme = await readFile(join(directory, README), 'utf8').catch(() => '');
  if (other === undefined && readme.startsWith(FIRST_LINE)) return { directory, isReplaced: true };
  throw new InputError(
    `${to} is no earlier export: it has ${other ?? names[0]} in it. Name a directory that is empty or not there yet`,
  );
}

async function write(path: string, content: AsyncIterable<string> | Iterable<string>): Promise<number> {
  const stream = createWriteStream(path, { flags: 'wx', flush: true });
  await pipeline(Readable.from(content), stream);
  return stream.bytesWritten;
}

async function sync(directory: string): Promise<void> {
  const opened = await open(directory, 'r');
  await opened.sync().finally(() => opened.close());
}

/**
 * Writes files, and a word on how to import them, into a directory that is empty, an earlier export or not there yet. Until
 * all are on disk they are in another one beside it.
 *
 * @returns their size in bytes.
 * @throws InputError if there is anything else in the directory.
 */
export async function writeExport(
  files: readonly ExportedFile[],
  to: string,
  onFile: (name: string) => void,
): Promise<number> {
  const { directory, isReplaced } = await placeOf(to);
  const parent = dirname(directory);
  await mkdir(parent, { recursive: true });
  const part = await mkdtemp(join(parent, `.${basename(directory)}.part-`));
  try {
    let bytes = 0;
    for (const { name, content } of files) {
      onFile(name);
      bytes += await write(join(part, name), content());
    }
    bytes += await write(join(part, README), [readmeOf(files)]);
    await sync(part);
    await putInPlace(part, directory, isReplaced);
    await sync(parent);
    return bytes;
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    throw error;
  }
}

async function putInPlace(part: string, directory: string, isReplaced: boolean): Promise<void> {
  const old = `${part}.old`;
  try {
    if (isReplaced) await rename(directory, old);
    await rename(part, directory);
  } catch (error) {
    if (isReplaced) await rename(old, directory).catch(() => undefined);
    throw new SystemError(
      `${directory} cannot be replaced (${messageOf(error)}): name a directory in it, if something is mounted there`,
      'EXPORT_FAILED',
      500,
      { cause: error },
    );
  }
  await rm(old, { recursive: true, force: true });
}
