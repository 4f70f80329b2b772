/**
 * What a connection may do. `check` reads and `repair` writes without a time limit; `inspect` reads an old database, too;
 * `migrate` changes tables; `create` also makes the database.
 */
export type Access = 'read' | 'check' | 'inspect' | 'write' | 'repair' | 'migrate' | 'create';

/** These do not write. */
export const isReading = (access: Access): boolean => ['read', 'check', 'inspect'].includes(access);
