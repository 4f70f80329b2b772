import { resolve } from 'node:path';
import { UsageError } from '../errors.js';

/** Where the data is. */
export type Database =
  | { dialect: 'sqlite'; path: string; label: string }
  | { dialect: 'postgres'; url: string; name: string; label: string };

const FORMS = 'sqlite:./path/to/file, sqlite:/absolute/path, or postgres://user:password@host:port/name';

/**
 * Reads a database's address: `sqlite:./data/perf.sqlite` (relative to the working directory), `sqlite:/abs/path`,
 * `postgres://…`. `label` names it in messages, without user and password.
 *
 * @throws UsageError if it is none of these; the message repeats nothing that could be a password.
 */
export function databaseOf(url: string): Database {
  if (url.startsWith('sqlite:')) {
    const path = url.slice('sqlite:'.length);
    if (path === '' || path.startsWith('//') || path.includes(':memory:')) {
      throw new UsageError(`"${url}" names no SQLite file: write ${FORMS}`);
    }
    return { dialect: 'sqlite', path: resolve(path), label: path };
  }
  const postgres = /^postgres(?:ql)?:\/\/(.*)$/s.exec(url);
  if (postgres) return postgresOf(postgres[1]);
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(url)?.[1];
  throw new UsageError(
    `${scheme ? `"${scheme}:" is no kind of database that is supported` : 'this is no database address'}: write ${FORMS}`,
  );
}

/**
 * Of `user:password@host:port/name`. The last @ ends the password, which is why one may stand in it as it is, like any
 * other character: who sets it does not always know that it is part of an address.
 */
function postgresOf(address: string): Database {
  const at = address.lastIndexOf('@');
  const login = address.slice(0, Math.max(at, 0));
  const colon = login.indexOf(':');
  const parts = colon < 0 ? [login] : [login.slice(0, colon), login.slice(colon + 1)];
  const written = parts.map((part) => encodeURIComponent(decoded(part))).join(':');
  const url = `postgres://${at < 0 ? '' : `${written}@`}${address.slice(at + 1)}`;
  if (!URL.canParse(url)) {
    throw new UsageError(
      'the PostgreSQL address cannot be read: write postgres://user:password@host:port/name, and %40 for an @ after the host',
    );
  }
  const { hostname, port, pathname } = new URL(url);
  const name = decoded(pathname.slice(1));
  if (name === '') throw new UsageError(`the PostgreSQL address has no database name: write ${FORMS}`);
  return { dialect: 'postgres', url, name, label: `${hostname}:${port || '5432'}/${name}` };
}

/** A text in which some % begins no escape is not encoded, and is meant as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
