import { resolve } from 'node:path';
import { UsageError } from '../errors.js';

/** Where the data is. */
export type Database =
  | { dialect: 'sqlite'; path: string; label: string }
  | { dialect: 'postgres'; url: string; name: string; label: string };

const FORMS = 'sqlite:./path/to/file, sqlite:/absolute/path, or postgres://user@host:port/name';

/**
 * Reads a database's address: `sqlite:./data/perf.sqlite` (relative to the working directory), `sqlite:/abs/path`,
 * `postgres://…`. `label` names it in messages, without a password.
 *
 * @throws UsageError if it is none of these.
 */
export function databaseOf(url: string): Database {
  if (url.startsWith('sqlite:')) {
    const path = url.slice('sqlite:'.length);
    if (path === '' || path.startsWith('//') || path.includes(':memory:')) {
      throw new UsageError(`"${url}" names no SQLite file: write ${FORMS}`);
    }
    return { dialect: 'sqlite', path: resolve(path), label: path };
  }
  if (/^postgres(ql)?:\/\//.test(url) && URL.canParse(url)) {
    const { hostname, port, pathname } = new URL(url);
    const name = decodeURIComponent(pathname.slice(1));
    if (name === '') throw new UsageError(`the PostgreSQL address has no database name: write ${FORMS}`);
    return { dialect: 'postgres', url, name, label: `${hostname}:${port || '5432'}/${name}` };
  }
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1];
  throw new UsageError(
    `${scheme ? `"${scheme}:" is no kind of database that is supported` : `"${url}" is no database address`}: write ${FORMS}`,
  );
}
