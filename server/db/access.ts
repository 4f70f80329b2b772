/**
 * What a connection may do. `check` reads without a time limit; `inspect` also an old database; `migrate` changes
 * tables; `create` also makes the database.
 */
export type Access = 'read' | 'check' | 'inspect' | 'write' | 'migrate' | 'create';

/** These do not write. */
export const isReading = (access: Access): boolean => ['read', 'check', 'inspect'].includes(access);
